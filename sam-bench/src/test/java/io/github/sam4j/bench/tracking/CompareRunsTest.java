// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The program from files to exit code. */
final class CompareRunsTest {
  private static final double[] TEN = {10, 10.1};
  private static final double[] TWENTY = {20, 20.1};

  @TempDir
  private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path baseline = Path.of("");

  @BeforeEach
  void writeBaseline() throws IOException {
    baseline = folder.resolve("baseline.json");
    run().write(baseline);
  }

  private static MadeUpRun run() {
    return new MadeUpRun().add("x.y.Encoder.encode", "avgt", TEN, TEN);
  }

  private int compare(String... args) {
    CommandLine command = CompareRuns.command();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(args);
  }

  private Path write(MadeUpRun run) throws IOException {
    Path file = folder.resolve("current.json");
    run.write(file);
    return file;
  }

  @Test
  void tableHasOneLinePerBenchmark() throws IOException {
    Path current = write(new MadeUpRun()
        .add("x.y.Encoder.encode", "avgt", TWENTY, TWENTY)
        .add("x.y.Volume.slices", "thrpt", TEN, TEN));

    int code = compare(baseline.toString(), current.toString());

    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString().lines())
        .anySatisfy(line -> assertThat(line)
            .matches("Encoder\\.encode size=9 +1\\.995 +1\\.995 to 1\\.995 +slower"))
        .anySatisfy(line -> assertThat(line).matches("Volume\\.slices size=9 +- +- +new"));
  }

  @Test
  void slowerFailsOnlyOnRequest() throws IOException {
    String slow =
        write(new MadeUpRun().add("x.y.Encoder.encode", "avgt", TWENTY, TWENTY)).toString();
    String base = baseline.toString();

    assertThat(compare(base, slow)).isZero();
    assertThat(compare("--fail-on-slower", base, slow)).isEqualTo(1);
    assertThat(compare("--fail-on-slower", base, base)).isZero();
    assertThat(compare("--fail-on-slower", slow, base)).isZero();
  }

  @Test
  void whatElseDiffersIsSaid() throws IOException {
    Path current = write(run().jdk("17.0.10", 17).dirty());

    assertThat(compare(baseline.toString(), current.toString())).isZero();

    assertThat(out.toString())
        .contains("note: JDK differs: 17.0.9 then, 17.0.10 now")
        .contains("note: files differed from the commit in the current run");
  }

  @Test
  void slowerMachineIsSaid() throws IOException {
    String name = "io.github.sam4j.bench.YardstickBenchmark.memory";
    run().add(name, "avgt", TEN, TEN).write(baseline);
    Path current = write(run().add(name, "avgt", TWENTY, TWENTY));

    assertThat(compare(baseline.toString(), current.toString())).isZero();

    assertThat(out.toString()).contains("note: the machine itself was slower");
  }

  @Test
  void otherMachineIsBadInput() throws IOException {
    Path current = write(run().machine("Other 5", 4));

    int code = compare(baseline.toString(), current.toString());

    assertOneLine(code, "cpu \"Testium 3\" and \"Other 5\"");
  }

  static List<Arguments> damaged() {
    return List.of(
        Arguments.of("", "expected sam4j-benchmarks-1"),
        Arguments.of("{", "Unexpected end-of-input"),
        Arguments.of("[]", "expected sam4j-benchmarks-1, found no format"),
        Arguments.of("{\"format\":\"other\"}", "found other"),
        Arguments.of("{\"format\":\"sam4j-benchmarks-1\"}", "time"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damaged")
  void damagedFileIsBadInput(String content, String problem) throws IOException {
    Path file = Files.writeString(folder.resolve("damaged.json"), content);

    int code = compare(baseline.toString(), file.toString());

    assertOneLine(code, problem);
    assertThat(err.toString()).contains("damaged.json: not a run of benchmarks");
  }

  static List<Arguments> damages() {
    return List.of(
        Arguments.of("\"rawData\" : [ [ 10.0, 10.1 ]", "\"rawData\" : [ [ ]", "an empty list"),
        Arguments.of("[ 10.0, 10.1 ], [ 10.0, 10.1 ]", "", "at least one fork"),
        Arguments.of("[ 10.0,", "[ -3,", "found -3.0"),
        Arguments.of("[ 10.0,", "[ null,", "found null"),
        Arguments.of("[ 10.0,", "[ \"NaN\",", "found NaN"),
        Arguments.of("[ 10.0, 10.1 ],", "null,", "an empty list"),
        Arguments.of("\"benchmarks\" : [", "\"benchmarks\" : [ null,", "found null"),
        Arguments.of("\"primaryMetric\"", "\"other\"", "primaryMetric"),
        Arguments.of("\"cores\" : 4", "\"cores\" : null", "cores"),
        Arguments.of("\"benchmarks\"", "\"benches\"", "a list of benchmarks"));
  }

  @ParameterizedTest(name = "{0} becomes {1}")
  @MethodSource("damages")
  void damagedPartIsBadInput(String part, String damaged, String problem) throws IOException {
    String whole = Files.readString(baseline);
    assertThat(whole).contains(part);
    Path file = Files.writeString(folder.resolve("damaged.json"), whole.replace(part, damaged));

    assertOneLine(compare(baseline.toString(), file.toString()), problem);
  }

  @Test
  void missingFileIsBadInput() {
    int code = compare(baseline.toString(), folder.resolve("none.json").toString());

    assertOneLine(code, "none.json: no such file");
  }

  @Test
  void benchmarkListedTwiceIsBadInput() throws IOException {
    Path current = write(run().add("x.y.Encoder.encode", "avgt", TEN));

    assertOneLine(
        compare(baseline.toString(), current.toString()), "several of Encoder.encode size=9");
  }

  @Test
  void levelOutsideOfItsRangeIsBadInput() {
    assertOneLine(
        compare("--level=1", baseline.toString(), baseline.toString()),
        "--level must be in (0, 1)");
  }

  private void assertOneLine(int code, String part) {
    assertThat(code).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines()).hasSize(1).first().asString().contains(part);
  }
}
