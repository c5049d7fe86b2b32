package io.github.sam4j.eval.result;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Lines of a CSV file: RFC 4180 but for the line break, UTF-8; an undefined number is empty. */
final class CsvLines {
  private final CSVPrinter printer;

  CsvLines(OutputStream out, Collection<String> header) throws IOException {
    CSVFormat format = CSVFormat.RFC4180
        .builder()
        .setHeader(header.toArray(String[]::new))
        .setRecordSeparator('\n')
        .get();
    this.printer = new CSVPrinter(
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)), format);
  }

  void add(Object... fields) throws IOException {
    printer.printRecord(Stream.of(fields).map(CsvLines::text));
  }

  private static String text(Object field) {
    if (field instanceof Double number) {
      return Figures.exact(number.doubleValue());
    }
    return field instanceof Float number ? Figures.exact(number.floatValue()) : field.toString();
  }

  void flush() throws IOException {
    printer.flush();
  }
}
