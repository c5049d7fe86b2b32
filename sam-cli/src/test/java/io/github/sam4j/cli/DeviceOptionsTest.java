// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.Devices;
import io.github.sam4j.device.Device;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The device on every command that segments. */
final class DeviceOptionsTest {
  @TempDir
  private Path folder;

  private Path picture;
  private String model;

  @BeforeEach
  void paint() throws IOException {
    model = TinyModel.writeInto(folder);
    byte[] grey = new byte[64 * 48];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) (i % 64 > 20 && i % 64 < 40 ? 200 : 40);
    }
    picture = folder.resolve("picture.png");
    Images.writePng(RgbImage.ofGrey(64, 48, grey), picture);
  }

  @Test
  void aGpuThatIsNotThereEndsEachCommandWithTheReason() throws IOException {
    assumeFalse(Devices.isAvailable(Device.cuda(0)), "there is a GPU here");
    Path out = folder.resolve("out");
    String reason = "cuda:0 cannot be used: " + Devices.problem(Device.cuda(0)).orElseThrow();

    assertThat(Outcome.refusal(
            folder,
            "predict",
            "--image",
            picture,
            "--point",
            "30,20,1",
            "--model",
            model,
            "--device",
            "cuda:0",
            "--out",
            out))
        .isEqualToIgnoringNewLines("sam4j predict: " + reason);
    assertThat(Outcome.refusal(
            folder,
            "automatic",
            "--image",
            picture,
            "--model",
            model,
            "--device",
            "cuda:0",
            "--out",
            out))
        .isEqualToIgnoringNewLines("sam4j automatic: " + reason);
    assertThat(
            Outcome.refusal(folder, "demo", "--model", model, "--device", "cuda:0", "--out", out))
        .isEqualToIgnoringNewLines("sam4j demo: " + reason);
    assertThat(Outcome.refusal(
            folder,
            "paper-tables",
            "--images",
            picture,
            "--labels",
            picture,
            "--model",
            model,
            "--device",
            "cuda:0",
            "--out",
            out))
        .isEqualToIgnoringNewLines("sam4j paper-tables: " + reason);
  }

  @Test
  void autoFallsBackToTheCpu() throws IOException {
    Path out = folder.resolve("out.json");

    Outcome outcome = Outcome.run(
        "predict",
        "--image",
        picture,
        "--point",
        "30,20,1",
        "--model",
        model,
        "--device",
        "auto",
        "--out",
        out);

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(Files.size(out)).isPositive();
  }

  @Test
  void otherDevicesAndPrecisionsAreRefused() throws IOException {
    Path out = folder.resolve("out");

    assertThat(Outcome.refusal(
            folder,
            "predict",
            "--image",
            picture,
            "--point",
            "30,20,1",
            "--model",
            model,
            "--device",
            "gpu",
            "--out",
            out))
        .contains("expected a device: cpu, auto or cuda:N, got gpu");
    assertThat(Outcome.refusal(
            folder,
            "predict",
            "--image",
            picture,
            "--point",
            "30,20,1",
            "--model",
            model,
            "--precision",
            "fp8",
            "--out",
            out))
        .contains("--precision must be fp32 or fp16, got fp8");
  }

  @Test
  void devicesListsWhatCanBeUsed() throws IOException {
    Outcome outcome = Outcome.run("devices");
    JsonNode devices = Json.parse(outcome.out()).get("devices");

    assertThat(outcome.code()).isZero();
    assertThat(devices.get(0).get("device").asText()).isEqualTo("cpu");
    assertThat(devices.get(0).get("available").asBoolean()).isTrue();
    assertThat(devices.get(1).get("device").asText()).isEqualTo("cuda:0");
    assertThat(devices.get(1).get("available").asBoolean())
        .isEqualTo(Devices.isAvailable(Device.cuda(0)));
    assertThat(devices.get(1).has("problem")).isNotEqualTo(Devices.isAvailable(Device.cuda(0)));
  }
}
