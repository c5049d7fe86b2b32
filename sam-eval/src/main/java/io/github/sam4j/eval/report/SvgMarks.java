package io.github.sam4j.eval.report;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Turns what is painted into few and small SVG elements. Batik writes an element for each shape and
 * all of AWT's state around it; here shapes of one style become one path, stand-in colours become
 * classes, and clips are dropped, as nothing is painted outside of its place.
 */
final class SvgMarks {
  private static final List<String> STYLE = List.of(
      "fill",
      "fill-opacity",
      "stroke",
      "stroke-opacity",
      "stroke-width",
      "stroke-dasharray",
      "stroke-linecap",
      "stroke-linejoin");

  private final StringBuilder out = new StringBuilder();
  private final StringBuilder path = new StringBuilder();
  private String style = "";

  private SvgMarks() {}

  /**
   * Returns the marks as SVG elements.
   *
   * @param painter uses the colours of {@link Ink} and no transform
   */
  static String of(Consumer<Graphics2D> painter) {
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
    context.setPrecision(2);
    SVGGraphics2D graphics = new SVGGraphics2D(context, /* textAsShapes= */ false);
    painter.accept(graphics);
    SvgMarks marks = new SvgMarks();
    marks.walk(graphics.getRoot(), Map.of());
    marks.endPath();
    return marks.out.toString();
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument("http://www.w3.org/2000/svg", "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK's own XML parser has to be there", e);
    }
  }

  private void walk(Element element, Map<String, String> inherited) {
    Map<String, String> here = new HashMap<>(inherited);
    for (String name : STYLE) {
      if (element.hasAttribute(name)) {
        here.put(name, element.getAttribute(name));
      }
    }
    switch (element.getTagName()) {
      case "svg", "g" -> {
        for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
          if (n instanceof Element child) {
            walk(child, here);
          }
        }
      }
      case "defs" -> {}
      default -> shape(element, here);
    }
  }

  private void shape(Element element, Map<String, String> attributes) {
    if (element.hasAttribute("transform")) {
      throw new IllegalStateException("plots are painted without transforms");
    }
    List<String> parts = new ArrayList<>();
    boolean stroked = colour("stroke", attributes, parts);
    boolean filled = colour("fill", attributes, parts);
    if (!stroked && !filled) {
      return;
    }
    if (stroked) {
      part("stroke-width", "1", attributes, parts);
      part("stroke-dasharray", "none", attributes, parts);
      part("stroke-linecap", "butt", attributes, parts);
    }
    String wanted = String.join(" ", parts);
    if (!wanted.equals(style)) {
      endPath();
      style = wanted;
    } else if (wanted.contains("opacity")) {
      // marks that are seen through add up only if each is an element of its own
      path.append("\"/><path d=\"");
    }
    path.append(Outlines.of(element));
  }

  /** Adds the colour of a stroke or fill; returns whether there is any. */
  private static boolean colour(String kind, Map<String, String> attributes, List<String> parts) {
    String opacity = attributes.getOrDefault(kind + "-opacity", "1");
    String colour = attributes.getOrDefault(kind, "none").replace(" ", "");
    for (Ink ink : Ink.values()) {
      if (ink.rgb().equals(colour) && Double.parseDouble(opacity) > 0) {
        parts.add("class=\"" + kind.charAt(0) + ink.number() + "\"");
        if (Double.parseDouble(opacity) < 1) {
          parts.add(kind + "-opacity=\"" + opacity + "\"");
        }
        return true;
      }
    }
    return false;
  }

  private static void part(
      String name, String usual, Map<String, String> attributes, List<String> parts) {
    String value = attributes.getOrDefault(name, usual);
    if (!value.equals(usual)) {
      parts.add(name + "=\"" + value + "\"");
    }
  }

  private void endPath() {
    if (path.length() > 0) {
      out.append("<g ").append(style).append("><path d=\"").append(path).append("\"/></g>");
      path.setLength(0);
    }
  }

  /** Path data of SVG's basic shapes. */
  private static final class Outlines {
    private Outlines() {}

    static String of(Element shape) {
      return switch (shape.getTagName()) {
        case "path" -> shape.getAttribute("d").replaceAll(" ?([MLHVCQZ]) ?", "$1");
        case "line" ->
          "M" + a(shape, "x1") + " " + a(shape, "y1") + "L" + a(shape, "x2") + " " + a(shape, "y2");
        case "rect" ->
          "M" + a(shape, "x") + " " + a(shape, "y") + "h" + a(shape, "width") + "v"
              + a(shape, "height") + "h-" + a(shape, "width") + "z";
        case "circle" -> ellipse(shape, a(shape, "r"), a(shape, "r"));
        case "ellipse" -> ellipse(shape, a(shape, "rx"), a(shape, "ry"));
        case "polygon" -> "M" + a(shape, "points").strip() + "z";
        case "polyline" -> "M" + a(shape, "points").strip();
        default ->
          throw new IllegalStateException("expected a basic shape, got " + shape.getTagName());
      };
    }

    private static String ellipse(Element shape, String rx, String ry) {
      String arc = "a" + rx + " " + ry + " 0 1 0 ";
      return "M" + a(shape, "cx") + " " + a(shape, "cy") + "m-" + rx + " 0" + arc + twice(rx) + " 0"
          + arc + "-" + twice(rx) + " 0";
    }

    private static String twice(String length) {
      double value = 2 * Double.parseDouble(length);
      return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static String a(Element shape, String name) {
      String value = shape.getAttribute(name);
      return value.isEmpty() ? "0" : value;
    }
  }
}
