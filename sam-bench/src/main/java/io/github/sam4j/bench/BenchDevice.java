// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench;

import io.github.sam4j.Devices;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.device.CudaOptions;
import io.github.sam4j.device.Device;
import io.github.sam4j.device.Precision;
import io.github.sam4j.internal.inference.EngineSettings;
import io.github.sam4j.internal.ort.SessionSettings;
import io.github.sam4j.model.SamModel;
import java.util.Optional;

/** What a benchmark's parameters say about device, precision and threads. */
public final class BenchDevice {
  /** The name of the CPU as a parameter. */
  public static final String CPU = "cpu";

  /** The usual precision as a parameter. */
  public static final String FLOAT32 = "FLOAT32";

  private final Device device;
  private final Precision precision;
  private final int threads;

  private BenchDevice(Device device, Precision precision, int threads) {
    this.device = device;
    this.precision = precision;
    this.threads = threads;
  }

  /**
   * Reads the parameters.
   *
   * @param device as {@link Device#parse} takes it
   * @param precision name of a {@link Precision}
   * @param threads that work on one operator, and batches of automatic masks side by side
   */
  public static BenchDevice of(String device, String precision, int threads) {
    return new BenchDevice(
        Devices.resolve(Device.parse(device)), Precision.valueOf(precision), threads);
  }

  /** Loads a segmenter as a user does. */
  SamSegmenter segmenter(SamModel model) {
    return SamSegmenter.builder(model)
        .device(device)
        .precision(precision)
        .threads(threads)
        .build();
  }

  /** Returns whether graphs are to be converted to float16. */
  public boolean halfPrecision() {
    return precision == Precision.FLOAT16;
  }

  /** Returns the settings of an engine as a segmenter with default options has them. */
  public EngineSettings engine() {
    return new EngineSettings(device, precision, CudaOptions.defaults(), threads, threads, 1);
  }

  /** Returns the settings of a single session. */
  public SessionSettings session() {
    return new SessionSettings(device, threads, CudaOptions.defaults(), Optional.empty());
  }
}
