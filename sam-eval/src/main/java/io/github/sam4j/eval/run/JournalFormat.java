// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sam4j.eval.protocol.Citation;
import io.github.sam4j.eval.protocol.Protocol;
import io.github.sam4j.eval.protocol.ScoreKey;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.Series;
import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.eval.result.SliceRecord.SliceScore;
import io.github.sam4j.eval.result.VolumeRecord;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.RunLengths;
import io.github.sam4j.metrics.EmptyPolicy.Scale;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.metrics.selection.MaskSelection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a journal, each a JSON object.
 *
 * <p>The first describes the run; its member {@code journal} is the version of this format. A line
 * with the member {@code planned} lists the slices of a volume and how its labels differ from those
 * that the data set names, one with the member {@code volume} holds its scores in three dimensions.
 * Every other line is a slice, masks as COCO run lengths, each different one once.
 *
 * <p>Numbers are read back bit by bit as they were written, so results don't depend on how often
 * the run was interrupted.
 */
final class JournalFormat {
  /** Version of this format. */
  static final int VERSION = 2;

  /** What every journal of any version begins with. */
  static final byte[] BEGINNING = "{\"journal\":".getBytes(StandardCharsets.UTF_8);

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Map<String, ScoreKey> keys = new HashMap<>();

  /** Prepares for the lines of a run, whose metrics the first line describes. */
  JournalFormat(RunDescription run) {
    run.protocols().forEach(protocol -> protocol.scores().forEach(this::add));
    run.volumeMetrics().forEach(this::add);
  }

  private void add(ScoreKey key) {
    keys.put(key.name(), key);
  }

  /**
   * The slices of a volume that a run evaluates.
   *
   * @param sliceCount number of slices of the volume
   * @param slices indices of the evaluated slices, ascending
   * @param spacing of the voxels, z from slice to slice; empty for a picture
   * @param labels how they differ from those that the data set names
   */
  record Planned(
      String task,
      String caseId,
      int sliceCount,
      List<Integer> slices,
      Optional<Spacing> spacing,
      LabelDifference labels) {
    Planned {
      slices = List.copyOf(slices);
    }

    /** Plans the slices of a volume whose labels are those that the data set names. */
    Planned(
        String task,
        String caseId,
        int sliceCount,
        List<Integer> slices,
        Optional<Spacing> spacing) {
      this(task, caseId, sliceCount, slices, spacing, LabelDifference.NONE);
    }

    /** Returns the evaluated slices. */
    List<SliceId> ids() {
      return slices.stream()
          .map(slice -> new SliceId(task, caseId, slice, sliceCount))
          .toList();
    }
  }

  /** A line that doesn't conform to this format. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** Makes a record of a line. */
  @FunctionalInterface
  interface Reader<T> {
    /** Reads the JSON object. */
    T read(JsonNode node) throws Malformed;
  }

  /** Reads a record; a value that no such record may have is damage of the line. */
  private static <T> T checked(String kind, Reader<T> reader, JsonNode node) throws Malformed {
    try {
      return reader.read(node);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new Malformed("no " + kind + ": " + e.getMessage(), e);
    }
  }

  /** Parses a line to a JSON object. */
  static JsonNode parse(byte[] line) throws Malformed {
    JsonNode node;
    try {
      node = MAPPER.readTree(new String(line, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new Malformed("not JSON", e);
    }
    if (!node.isObject()) {
      throw new Malformed("not a JSON object", null);
    }
    return node;
  }

  /** Returns a line with its line break. */
  static byte[] line(ObjectNode node) {
    // Jackson's text of a tree escapes line breaks, so a line is a line
    return (node + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static ObjectNode header(RunDescription description) {
    ObjectNode node = NODES.objectNode();
    node.put("journal", VERSION);
    node.set("options", map(description.options()));
    ArrayNode protocols = node.putArray("protocols");
    description.protocols().forEach(protocol -> protocols.add(protocol(protocol)));
    ArrayNode volumeMetrics = node.putArray("volume_metrics");
    description.volumeMetrics().forEach(key -> volumeMetrics.add(key(key)));
    node.set("model", map(description.model()));
    node.set("data", map(description.data()));
    node.set("environment", map(description.environment()));
    return node;
  }

  /** Reads the first line of a journal of this version. */
  static RunDescription description(JsonNode header) throws Malformed {
    int version = header.path("journal").asInt();
    if (version != VERSION) {
      throw new Malformed("version " + version + " instead of " + VERSION, null);
    }
    return checked("description of a run", JournalFormat::descriptionOf, header);
  }

  private static RunDescription descriptionOf(JsonNode header) throws Malformed {
    List<Protocol.Description> protocols = new ArrayList<>();
    for (JsonNode protocol : required(header, "protocols")) {
      protocols.add(protocol(protocol));
    }
    return new RunDescription(
        map(header.path("options")),
        protocols,
        keys(required(header, "volume_metrics")),
        map(header.path("model")),
        map(header.path("data")),
        map(header.path("environment")));
  }

  private static ObjectNode protocol(Protocol.Description protocol) {
    ObjectNode node = NODES.objectNode();
    node.put("name", protocol.name());
    protocol
        .source()
        .ifPresent(source -> node.putObject("source")
            .put("method", source.method())
            .put("title", source.title())
            .put("identifier", source.identifier())
            .put("url", source.url().toString()));
    node.put("prompts_from_truth", protocol.promptsFromTruth());
    node.put("clicks_to_target", protocol.clicksToTarget());
    ArrayNode selections = node.putArray("selections");
    for (Protocol.Selection selection : protocol.selections()) {
      ObjectNode chosen = selections.addObject();
      chosen.put("name", selection.name());
      chosen.put("uses_truth", selection.usesTruth());
      chosen.put("always_chooses", selection.alwaysChooses());
      selection.standard().ifPresent(standard -> chosen.put("standard", standard.name()));
    }
    ArrayNode scores = node.putArray("scores");
    protocol.scores().forEach(key -> scores.add(key(key)));
    return node;
  }

  private static ObjectNode key(ScoreKey key) {
    ObjectNode node = NODES.objectNode();
    node.put("name", key.name()).put("label", key.label()).put("unit", key.unit());
    key.scale().ifPresent(scale -> node.put("scale", scale.name()));
    return node;
  }

  private static List<ScoreKey> keys(JsonNode nodes) throws Malformed {
    List<ScoreKey> keys = new ArrayList<>();
    for (JsonNode node : nodes) {
      keys.add(new ScoreKey(
          required(node, "name").asText(),
          required(node, "label").asText(),
          required(node, "unit").asText(),
          Optional.ofNullable(node.get("scale")).map(scale -> Scale.valueOf(scale.asText()))));
    }
    return keys;
  }

  private static Protocol.Description protocol(JsonNode node) throws Malformed {
    List<Protocol.Selection> selections = new ArrayList<>();
    for (JsonNode selection : required(node, "selections")) {
      selections.add(new Protocol.Selection(
          required(selection, "name").asText(),
          required(selection, "uses_truth").asBoolean(),
          required(selection, "always_chooses").asBoolean(),
          Optional.ofNullable(selection.get("standard"))
              .map(name -> MaskSelection.named(name.asText()))));
    }
    JsonNode source = node.get("source");
    return new Protocol.Description(
        required(node, "name").asText(),
        source == null
            ? Optional.empty()
            : Optional.of(new Citation(
                required(source, "method").asText(),
                required(source, "title").asText(),
                required(source, "identifier").asText(),
                URI.create(required(source, "url").asText()))),
        required(node, "prompts_from_truth").asBoolean(),
        required(node, "clicks_to_target").asBoolean(),
        selections,
        keys(required(node, "scores")));
  }

  private static ObjectNode map(Map<String, String> map) {
    ObjectNode node = NODES.objectNode();
    map.forEach(node::put);
    return node;
  }

  private static Map<String, String> map(JsonNode node) {
    Map<String, String> map = new LinkedHashMap<>();
    node.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
    return map;
  }

  static ObjectNode planned(Planned plan) {
    ObjectNode node = NODES.objectNode();
    node.put("task", plan.task());
    node.put("case", plan.caseId());
    node.put("slice_count", plan.sliceCount());
    node.set("planned", integers(plan.slices()));
    plan.spacing()
        .ifPresent(spacing ->
            node.putArray("spacing").add(spacing.x()).add(spacing.y()).add(spacing.z()));
    if (!plan.labels().unnamed().isEmpty()) {
      node.set("unnamed_labels", integers(List.copyOf(plan.labels().unnamed())));
    }
    if (!plan.labels().missing().isEmpty()) {
      ObjectNode missing = node.putObject("missing_labels");
      plan.labels().missing().forEach((label, name) -> missing.put(label.toString(), name));
    }
    return node;
  }

  static Planned planned(JsonNode node) throws Malformed {
    return checked("plan", JournalFormat::plannedOf, node);
  }

  private static Planned plannedOf(JsonNode node) throws Malformed {
    JsonNode spacing = node.path("spacing");
    return new Planned(
        required(node, "task").asText(),
        required(node, "case").asText(),
        (int) integer(node, "slice_count"),
        integers(required(node, "planned")),
        spacing.isMissingNode()
            ? Optional.empty()
            : Optional.of(new Spacing(
                spacing.path(0).doubleValue(),
                spacing.path(1).doubleValue(),
                spacing.path(2).doubleValue())),
        labels(node));
  }

  private static LabelDifference labels(JsonNode node) throws Malformed {
    JsonNode unnamed = node.path("unnamed_labels");
    SortedMap<Integer, String> missing = new TreeMap<>();
    node.path("missing_labels")
        .properties()
        .forEach(label ->
            missing.put(Integer.valueOf(label.getKey()), label.getValue().asText()));
    return new LabelDifference(
        new TreeSet<>(unnamed.isMissingNode() ? List.of() : integers(unnamed)), missing);
  }

  static ObjectNode volume(VolumeRecord volume) {
    ObjectNode node = NODES.objectNode();
    node.put("task", volume.task());
    node.put("case", volume.caseId());
    ArrayNode series = node.putArray("volume");
    volume.scores().forEach((of, scores) -> {
      ObjectNode each = series.addObject();
      put(each, of);
      each.set("scores", scores(scores));
    });
    return node;
  }

  VolumeRecord volume(JsonNode node) throws Malformed {
    return checked("volume", this::volumeOf, node);
  }

  private VolumeRecord volumeOf(JsonNode node) throws Malformed {
    String task = required(node, "task").asText();
    Map<Series, Map<ScoreKey, Double>> scores = new LinkedHashMap<>();
    for (JsonNode each : required(node, "volume")) {
      scores.put(series(task, each), scores(required(each, "scores")));
    }
    return new VolumeRecord(task, required(node, "case").asText(), scores);
  }

  private static void put(ObjectNode node, Series series) {
    node.put("object", series.object());
    node.put("protocol", series.protocol());
    node.put("selection", series.selection());
    node.put("clicks", series.clicks());
  }

  private static Series series(String task, JsonNode node) throws Malformed {
    return new Series(
        task,
        required(node, "object").asText(),
        required(node, "protocol").asText(),
        required(node, "selection").asText(),
        (int) integer(node, "clicks"));
  }

  static ObjectNode slice(SliceRecord slice) {
    ObjectNode node = NODES.objectNode();
    node.put("task", slice.slice().task());
    node.put("case", slice.slice().caseId());
    node.put("slice", slice.slice().slice());
    node.put("slice_count", slice.slice().sliceCount());
    slice.failure().ifPresent(reason -> node.put("failure", reason));
    node.set("milliseconds", milliseconds(slice.milliseconds()));
    ObjectNode truths = node.putObject("truths");
    slice.truths().forEach((object, mask) -> truths.set(object, MaskList.node(mask)));
    MaskList masks = new MaskList();
    ArrayNode scores = NODES.arrayNode();
    for (int i = 0; i < slice.scores().size(); i++) {
      scores.add(score(slice.scores().get(i), masks.index(slice.masks().get(i))));
    }
    node.set("masks", masks.nodes());
    node.set("scores", scores);
    return node;
  }

  /** Which slice a line is about; cheaper than reading all of it. */
  static SliceId sliceId(JsonNode node) throws Malformed {
    return new SliceId(
        required(node, "task").asText(),
        required(node, "case").asText(),
        (int) integer(node, "slice"),
        (int) integer(node, "slice_count"));
  }

  SliceRecord slice(JsonNode node) throws Malformed {
    return checked("slice", this::sliceOf, node);
  }

  private SliceRecord sliceOf(JsonNode node) throws Malformed {
    SliceId id = sliceId(node);
    Map<String, RunLengths> truths = new LinkedHashMap<>();
    for (var truth : required(node, "truths").properties()) {
      truths.put(truth.getKey(), MaskList.mask(truth.getValue()));
    }
    List<RunLengths> different = new ArrayList<>();
    for (JsonNode mask : required(node, "masks")) {
      different.add(MaskList.mask(mask));
    }
    List<SliceScore> scores = new ArrayList<>();
    List<RunLengths> masks = new ArrayList<>();
    for (JsonNode score : required(node, "scores")) {
      scores.add(score(id, score));
      masks.add(different.get((int) integer(score, "mask")));
    }
    return new SliceRecord(
        id,
        truths,
        scores,
        masks,
        milliseconds(required(node, "milliseconds")),
        Optional.ofNullable(node.get("failure")).map(JsonNode::asText));
  }

  private static ObjectNode score(SliceScore score, int mask) {
    ObjectNode node = NODES.objectNode();
    put(node, score.series());
    node.put("prompt", score.prompt());
    node.put("pool", score.pool());
    node.set("chosen", integers(score.chosen()));
    if (!Float.isNaN(score.predictedIou())) {
      node.put("predicted_iou", score.predictedIou());
    }
    node.put("tp", score.overlap().truePositives());
    node.put("fp", score.overlap().falsePositives());
    node.put("fn", score.overlap().falseNegatives());
    node.put("tn", score.overlap().trueNegatives());
    if (!score.scores().isEmpty()) {
      node.set("scores", scores(score.scores()));
    }
    node.put("mask", mask);
    return node;
  }

  private SliceScore score(SliceId id, JsonNode node) throws Malformed {
    return new SliceScore(
        id,
        series(id.task(), node),
        required(node, "prompt").asText(),
        (int) integer(node, "pool"),
        integers(required(node, "chosen")),
        node.has("predicted_iou") ? node.get("predicted_iou").floatValue() : Float.NaN,
        new Overlap(
            integer(node, "tp"), integer(node, "fp"), integer(node, "fn"), integer(node, "tn")),
        node.has("scores") ? scores(node.get("scores")) : Map.of());
  }

  private static ObjectNode scores(Map<ScoreKey, Double> scores) {
    ObjectNode node = NODES.objectNode();
    new TreeMap<>(scores.entrySet().stream()
            .collect(Collectors.toMap(score -> score.getKey().name(), Map.Entry::getValue)))
        .forEach(node::put);
    return node;
  }

  private Map<ScoreKey, Double> scores(JsonNode node) throws Malformed {
    Map<ScoreKey, Double> scores = new HashMap<>();
    for (var score : node.properties()) {
      ScoreKey key = keys.get(score.getKey());
      if (key == null) {
        throw new Malformed("no metric of the run, " + score.getKey(), null);
      }
      // JSON has infinity only as text
      scores.put(key, Double.valueOf(score.getValue().asText()));
    }
    return scores;
  }

  private static ObjectNode milliseconds(Map<String, Double> map) {
    ObjectNode node = NODES.objectNode();
    map.forEach(node::put);
    return node;
  }

  private static Map<String, Double> milliseconds(JsonNode node) {
    Map<String, Double> map = new LinkedHashMap<>();
    node.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().doubleValue()));
    return map;
  }

  private static ArrayNode integers(List<Integer> values) {
    ArrayNode node = NODES.arrayNode();
    values.forEach(node::add);
    return node;
  }

  private static List<Integer> integers(JsonNode node) {
    List<Integer> values = new ArrayList<>();
    node.forEach(value -> values.add(value.asInt(-1)));
    return values;
  }

  private static long integer(JsonNode node, String name) throws Malformed {
    JsonNode member = required(node, name);
    if (!member.isIntegralNumber()) {
      throw new Malformed("no whole number as " + name, null);
    }
    return member.longValue();
  }

  private static JsonNode required(JsonNode node, String name) throws Malformed {
    JsonNode member = node.get(name);
    if (member == null) {
      throw new Malformed("no member " + name, null);
    }
    return member;
  }

  /** Masks of a slice, each different one once. */
  private static final class MaskList {
    private final Map<RunLengths, Integer> indices = new LinkedHashMap<>();

    int index(RunLengths mask) {
      Integer known = indices.putIfAbsent(mask, indices.size());
      return known == null ? indices.size() - 1 : known;
    }

    ArrayNode nodes() {
      ArrayNode nodes = NODES.arrayNode();
      indices.keySet().forEach(mask -> nodes.add(node(mask)));
      return nodes;
    }

    static ObjectNode node(RunLengths mask) {
      ObjectNode node = NODES.objectNode();
      node.set("size", NODES.arrayNode().add(mask.height()).add(mask.width()));
      node.put("counts", mask.toCocoString());
      return node;
    }

    static RunLengths mask(JsonNode node) throws Malformed {
      return checked("mask", MaskList::maskOf, node);
    }

    private static RunLengths maskOf(JsonNode node) throws Malformed {
      JsonNode size = required(node, "size");
      return RunLengths.ofCocoString(
          size.path(1).asInt(), size.path(0).asInt(), required(node, "counts").asText());
    }
  }
}
