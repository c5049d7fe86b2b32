package io.github.sam4j.eval.result;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run was: everything that its results depend on, and where it took place. Names and values
 * are for people and for comparing; maps keep the order of a report.
 *
 * @param options every choice of the protocols, such as {@code axis} or {@code seeded.points}
 * @param model name and checksums
 * @param data SHA-256 of every file that is read, by {@code task/case/image} and
 *     {@code task/case/label}
 * @param environment versions, device and machine: told, but no reason to refuse a journal
 */
public record RunDescription(
    Map<String, String> options,
    Map<String, String> model,
    Map<String, String> data,
    Map<String, String> environment) {
  /** Copies the maps. */
  public RunDescription {
    options = copy(options);
    model = copy(model);
    data = copy(data);
    environment = copy(environment);
  }

  /** Returns one SHA-256 over the names and checksums of all files, in their order. */
  public String dataChecksum() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      data.forEach((name, checksum) ->
          digest.update((name + " " + checksum + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Map<String, String> copy(Map<String, String> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
