package io.github.sam4j;

import io.github.sam4j.internal.ort.DeviceProbe;
import io.github.sam4j.internal.ort.ExecutionDevice;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the networks run on: the CPU, or an NVIDIA GPU.
 *
 * <p>A GPU needs {@code io.github.sam4j:sam-platform-gpu} on the class path, CUDA 13, cuDNN 9 and a
 * driver (docs/gpu.md). Whether all that is there is found out by using it, once per process and
 * device unless the reason may pass: the first question takes as long as starting CUDA does.
 *
 * <p>Immutable.
 */
public final class Device {
  private static final Logger LOG = LoggerFactory.getLogger(Device.class);
  private static final Pattern NAME = Pattern.compile("(cuda|tensorrt)(?::(\\d{1,3}))?");
  private static final AtomicBoolean FALLBACK_TOLD = new AtomicBoolean();
  private static final Device CPU = new Device(ExecutionDevice.CPU, false);
  private static final Device AUTO =
      new Device(new ExecutionDevice(ExecutionDevice.Kind.CUDA, 0), true);

  private final ExecutionDevice execution;
  private final boolean optional;

  private Device(ExecutionDevice execution, boolean optional) {
    this.execution = execution;
    this.optional = optional;
  }

  /** Returns the CPU, available wherever ONNX Runtime's native library is. */
  public static Device cpu() {
    return CPU;
  }

  /**
   * Returns an NVIDIA GPU, used through CUDA and cuDNN.
   *
   * @param index which GPU, from 0, in CUDA's order
   * @throws IllegalArgumentException if the index is negative
   */
  public static Device cuda(int index) {
    return gpu(ExecutionDevice.Kind.CUDA, index);
  }

  /**
   * Returns an NVIDIA GPU, used through TensorRT, and through CUDA for what TensorRT can't do. The
   * published builds of ONNX Runtime for Java don't have it: this is for builds of one's own.
   *
   * @param index which GPU, from 0, in CUDA's order
   * @throws IllegalArgumentException if the index is negative
   */
  public static Device tensorRt(int index) {
    return gpu(ExecutionDevice.Kind.TENSORRT, index);
  }

  /** Returns the first GPU if it can be used, else the CPU; the log says once why. */
  public static Device auto() {
    return AUTO;
  }

  private static Device gpu(ExecutionDevice.Kind kind, int index) {
    if (index < 0) {
      throw new IllegalArgumentException("a device's index must not be negative, got " + index);
    }
    return new Device(new ExecutionDevice(kind, index), false);
  }

  /**
   * Returns the device of a name: {@code cpu}, {@code auto}, {@code cuda}, {@code cuda:1},
   * {@code tensorrt:0}; without a number the first one.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static Device parse(String name) {
    Matcher gpu = NAME.matcher(name);
    if (gpu.matches()) {
      int index = gpu.group(2) == null ? 0 : Integer.parseInt(gpu.group(2));
      return gpu.group(1).equals("cuda") ? cuda(index) : tensorRt(index);
    }
    return switch (name) {
      case "cpu" -> cpu();
      case "auto" -> auto();
      default ->
        throw new IllegalArgumentException(
            "expected a device: cpu, auto, cuda:N or tensorrt:N, got " + name);
    };
  }

  /** Returns whether this device can be used here. Never throws. */
  public boolean isAvailable() {
    return problem().isEmpty();
  }

  /**
   * Returns why this device can't be used here, and the way out; nothing if it can. Never throws.
   */
  public Optional<String> problem() {
    return DeviceProbe.problem(optional ? ExecutionDevice.CPU : execution);
  }

  /**
   * Does nothing if this device can be used here.
   *
   * @throws DeviceUnavailableException with the reason and the way out if it can't
   */
  public void verifyAvailable() {
    problem().ifPresent(reason -> {
      throw new DeviceUnavailableException(this + " cannot be used: " + reason);
    });
  }

  /**
   * Returns the device that is meant: {@link #auto()} decides now, the others are themselves.
   *
   * @throws DeviceUnavailableException if it can't be used here
   */
  public Device resolved() {
    if (!optional) {
      verifyAvailable();
      return this;
    }
    Device gpu = new Device(execution, false);
    Optional<String> problem = gpu.problem();
    if (problem.isEmpty()) {
      return gpu;
    }
    if (FALLBACK_TOLD.compareAndSet(false, true)) {
      LOG.warn("running on the CPU, because {} cannot be used: {}", gpu, problem.get());
    }
    return cpu().resolved();
  }

  ExecutionDevice execution() {
    return execution;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Device other
        && execution.equals(other.execution)
        && optional == other.optional;
  }

  @Override
  public int hashCode() {
    return 2 * execution.hashCode() + (optional ? 1 : 0);
  }

  /** Returns the name that {@link #parse} takes. */
  @Override
  public String toString() {
    return optional ? "auto" : execution.toString();
  }
}
