// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.result;

import io.github.sam4j.eval.protocol.Protocol;
import io.github.sam4j.eval.protocol.ScoreKey;
import io.github.sam4j.image.internal.files.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Describes a run: everything that its results depend on, and its environment. Names and values of
 * maps are readable and compared as text; maps keep the order of a report.
 *
 * @param options every choice of the protocols, such as {@code axis} or {@code seeded.points}
 * @param protocols descriptions of the protocols, in their order
 * @param volumeMetrics of volumes in three dimensions, in the order of their columns; none by
 *     default
 * @param model name and checksums
 * @param data SHA-256 of every file that is read, by {@code task/case/image} and
 *     {@code task/case/label}
 * @param environment versions, device and machine; a journal of another environment is accepted
 */
public record RunDescription(
    Map<String, String> options,
    List<Protocol.Description> protocols,
    List<ScoreKey> volumeMetrics,
    Map<String, String> model,
    Map<String, String> data,
    Map<String, String> environment) {
  /** Parts of the names of all selections of SAM4J that use the truth, and of no others. */
  private static final List<String> PARTS_OF_ORACLES =
      List.of("BEST", "IOU_GT", "ALL_INTERSECTING", "ORACLE");

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if two different metrics have one name
   */
  public RunDescription {
    options = copy(options);
    protocols = List.copyOf(protocols);
    volumeMetrics = List.copyOf(volumeMetrics);
    List<ScoreKey> keys = Stream.concat(scoreKeys(protocols).stream(), volumeMetrics.stream())
        .distinct()
        .toList();
    if (keys.stream().map(ScoreKey::name).distinct().count() < keys.size()) {
      throw new IllegalArgumentException(
          "different metrics must have different names, got " + keys);
    }
    model = copy(model);
    data = copy(data);
    environment = copy(environment);
  }

  /** Describes a run without scores of volumes in three dimensions. */
  public RunDescription(
      Map<String, String> options,
      List<Protocol.Description> protocols,
      Map<String, String> model,
      Map<String, String> data,
      Map<String, String> environment) {
    this(options, protocols, List.of(), model, data, environment);
  }

  /** Returns the description of the same run over other files. */
  public RunDescription withData(Map<String, String> files) {
    return new RunDescription(options, protocols, volumeMetrics, model, files, environment);
  }

  /**
   * Returns the description of a protocol.
   *
   * @throws IllegalArgumentException if there is none of the name
   */
  public Protocol.Description protocol(String name) {
    return protocols.stream()
        .filter(protocol -> protocol.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("protocol must be one of "
            + protocols.stream().map(Protocol.Description::name).toList() + ", got " + name));
  }

  /**
   * Returns the selection of a series.
   *
   * @throws IllegalArgumentException if its protocol is not described or has no such selection
   */
  public Protocol.Selection selection(Series series) {
    Protocol.Description protocol = protocol(series.protocol());
    return protocol
        .selection(series.selection())
        .orElseThrow(() -> new IllegalArgumentException("selection of protocol " + protocol.name()
            + " must be one of "
            + protocol.selections().stream().map(Protocol.Selection::name).toList() + ", got "
            + series.selection()));
  }

  /**
   * Returns the metrics of slices that have a column in results besides what follows from pixel
   * counts: surface Dice, then all others that protocols list.
   */
  public List<ScoreKey> scoreKeys() {
    return scoreKeys(protocols);
  }

  static List<ScoreKey> scoreKeys(List<Protocol.Description> protocols) {
    return Stream.concat(
            Stream.of(ScoreKey.SURFACE_DICE),
            protocols.stream().flatMap(protocol -> protocol.scores().stream()))
        .distinct()
        .toList();
  }

  /**
   * Returns a phrase that names the selections that use the truth, such as {@code BEST_IOU or
   * MINE}: by parts of names that all of them and no others contain, as long as those of SAM4J do,
   * else by their names; empty if a run has none.
   */
  public String namesOfOracles() {
    List<Protocol.Selection> all =
        protocols.stream().flatMap(protocol -> protocol.selections().stream()).toList();
    if (all.stream().noneMatch(Protocol.Selection::usesTruth)) {
      return "";
    }
    boolean partsWillDo = all.stream()
        .allMatch(selection -> selection.usesTruth()
            == PARTS_OF_ORACLES.stream().anyMatch(selection.name()::contains));
    List<String> names = partsWillDo
        ? PARTS_OF_ORACLES
        : all.stream()
            .filter(Protocol.Selection::usesTruth)
            .map(Protocol.Selection::name)
            .distinct()
            .toList();
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  /** Returns one SHA-256 over the names and checksums of all files, in their order. */
  public String dataChecksum() {
    MessageDigest digest = Digests.sha256();
    data.forEach((name, checksum) ->
        digest.update((name + " " + checksum + "\n").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Map<String, String> copy(Map<String, String> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
