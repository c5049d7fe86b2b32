// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.TinySam;
import io.github.sam4j.device.CudaOptions;
import io.github.sam4j.device.Device;
import io.github.sam4j.device.Precision;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.StopSignal;
import io.github.sam4j.internal.ort.TensorMemory;
import io.github.sam4j.model.InferenceException;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.model.SamModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SamEngineTest {
  /** No machine has that many GPUs: none of its graphs can be loaded anywhere. */
  private static final EngineSettings NOWHERE =
      new EngineSettings(Device.cuda(999), Precision.FLOAT32, CudaOptions.defaults(), 1, 1, 1);

  @TempDir
  private Path folder;

  @Test
  void anEncoderThatOnlyTheDeviceRefusesIsAFailureOfTheRuntime() throws IOException {
    SamModel model = TinySam.model(folder);

    assertThatThrownBy(() -> EngineLoader.load(model, NOWHERE, TensorMemory.onHost()))
        .isInstanceOf(InferenceException.class)
        .hasMessageStartingWith(model.encoderSource() + ": ONNX Runtime cannot load the image")
        .hasMessageContaining("cuda:999");
  }

  @Test
  void anEncoderThatNoDeviceCouldLoadIsTheCallersMistake() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "no network in here");
    TinySam.model(folder);
    SamModel model = SamModels.onnx(text, folder.resolve("decoder.onnx"));

    assertThatThrownBy(() -> EngineLoader.load(model, NOWHERE, TensorMemory.onHost()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("notes.txt: ");
  }

  @Test
  void graphsThatWereClosedAgainAreNotListed() throws IOException {
    GraphRewriter failing = (name, graph) -> {
      if (name.equals("grid upscaling graph")) {
        throw new InferenceException("no room", new RuntimeException("full"));
      }
      return graph;
    };
    long outstanding = OrtTensor.outstanding();
    try (SamEngine engine =
            EngineLoader.load(TinySam.model(folder), EngineSettings.cpu(1, 1), failing);
        EncodedImage image = engine.encode(TinySam.image(40, 30, 1))) {
      Map<?, ?> before = engine.providers();

      assertThatThrownBy(() -> engine.prepare(image, new StopSignal())).hasMessage("no room");

      assertThat(engine.providers()).isEqualTo(before).containsKey("image encoder");
    }
    assertThat(OrtTensor.outstanding()).isEqualTo(outstanding);
  }

  @Test
  void anInterruptedThreadEncodesButDoesNotWaitForMasks() throws IOException {
    try (SamEngine engine = EngineLoader.load(TinySam.model(folder), EngineSettings.cpu(1, 1))) {
      Thread.currentThread().interrupt();
      engine.encode(TinySam.image(40, 30, 1)).close();

      assertThatThrownBy(() -> engine.workers().parallel(2, i -> i))
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
