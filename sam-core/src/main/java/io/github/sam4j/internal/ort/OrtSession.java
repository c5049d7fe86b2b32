// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import io.github.sam4j.device.Device;
import io.github.sam4j.image.internal.files.FileTrees;
import io.github.sam4j.internal.memory.Closing;
import io.github.sam4j.model.InferenceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.onnxruntime.Allocator;
import org.bytedeco.onnxruntime.ConstTensorTypeAndShapeInfo;
import org.bytedeco.onnxruntime.Env;
import org.bytedeco.onnxruntime.IoBinding;
import org.bytedeco.onnxruntime.LongVector;
import org.bytedeco.onnxruntime.MemoryInfo;
import org.bytedeco.onnxruntime.RunOptions;
import org.bytedeco.onnxruntime.Session;
import org.bytedeco.onnxruntime.SessionOptions;
import org.bytedeco.onnxruntime.TypeInfo;
import org.bytedeco.onnxruntime.global.onnxruntime;

/**
 * A loaded graph.
 *
 * <p>Inputs and outputs are bound to tensors owned by the caller, so the runtime neither allocates
 * nor copies them. Several threads may run a session at once; {@link #close} waits for current
 * runs.
 */
public final class OrtSession implements AutoCloseable {
  private static final String CPU_PROVIDER = "CPUExecutionProvider";
  private static final String CUDA_PROVIDER = "CUDAExecutionProvider";

  private final String name;
  private final Device device;
  private final Env environment;
  private final Session session;
  private final Map<String, TensorType> inputs;
  private final Map<String, TensorType> outputs;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  private OrtSession(String name, Device device, Env environment, Session session) {
    this.name = name;
    this.device = device;
    this.environment = environment;
    this.session = session;
    this.inputs = types(session.GetInputCount(), true);
    this.outputs = types(session.GetOutputCount(), false);
  }

  /** Returns the version of ONNX Runtime. */
  public static String runtimeVersion() {
    return OrtNatives.version();
  }

  /**
   * Loads a graph; the caller closes the session.
   *
   * @param name what the graph is, for error messages
   * @param model the bytes of an ONNX file; not needed after the call
   * @throws InferenceException if ONNX Runtime can't load the graph, or not for that device
   */
  public static OrtSession load(String name, byte[] model, SessionSettings settings) {
    return load(name, settings, (environment, options) -> {
      try (BytePointer bytes = new BytePointer(model)) {
        return new Session(environment, bytes, model.length, options);
      }
    });
  }

  /**
   * Loads a graph from a file; the caller closes the session. External constants are resolved
   * relative to it. None of the files may change while the session is open.
   *
   * @param name what the graph is, for error messages
   * @param model an ONNX file
   * @throws InferenceException if ONNX Runtime can't load the graph, or not for that device
   */
  public static OrtSession load(String name, Path model, SessionSettings settings) {
    return load(name, settings, (environment, options) -> {
      try (Pointer path = OrtNatives.path(model)) {
        return new Session(environment, path, options);
      }
    });
  }

  /**
   * Returns a graph as optimized by the runtime for this machine, with the runtime's own operators
   * and layouts; {@link #load} accepts it only on this machine and with this version of the
   * runtime.
   *
   * @param name what the graph is, for error messages
   * @param model the bytes of an ONNX file
   * @throws InferenceException if ONNX Runtime can't load the graph, or not for that device
   * @throws IOException if the temporary file for the result can't be written or read
   */
  public static byte[] optimize(String name, byte[] model, SessionSettings settings)
      throws IOException {
    Path folder = Files.createTempDirectory("sam4j-");
    try {
      Path optimized = folder.resolve("optimized.onnx");
      load(name, settings, (environment, options) -> {
            try (BytePointer bytes = new BytePointer(model);
                Pointer path = OrtNatives.path(optimized)) {
              options.SetOptimizedModelFilePath(path);
              return new Session(environment, bytes, model.length, options);
            }
          })
          .close();
      return Files.readAllBytes(optimized);
    } finally {
      FileTrees.delete(folder);
    }
  }

  private static OrtSession load(String name, SessionSettings settings, Opening opening) {
    return DeviceThread.call(settings.device(), () -> loadHere(name, settings, opening));
  }

  /** Opens a graph with the runtime. */
  @FunctionalInterface
  private interface Opening {
    Session open(Env environment, SessionOptions options);
  }

  private static OrtSession loadHere(String name, SessionSettings settings, Opening opening) {
    Env environment = OrtNatives.environment();
    Session session = null;
    OrtSession loaded = null;
    try {
      session = session(name, environment, settings, opening);
      loaded = new OrtSession(name, settings.device(), environment, session);
      return loaded;
    } finally {
      if (loaded == null) {
        if (session != null) {
          session.close();
        }
        environment.close();
      }
    }
  }

  private static Session session(
      String name, Env environment, SessionSettings settings, Opening opening) {
    try (SessionOptions options = NativeOptions.of(settings)) {
      return opening.open(environment, options);
    } catch (RuntimeException e) {
      throw new InferenceException(
          "ONNX Runtime cannot load the " + name + " for " + settings.device() + ": "
              + OrtNatives.reason(e),
          e);
    }
  }

  private Map<String, TensorType> types(long count, boolean input) {
    Map<String, TensorType> types = new LinkedHashMap<>();
    List<String> names = names(input);
    for (int i = 0; i < count; i++) {
      try (TypeInfo type = input ? session.GetInputTypeInfo(i) : session.GetOutputTypeInfo(i)) {
        // for anything but a tensor, the runtime would dereference a null pointer
        if (type.GetONNXType() != onnxruntime.ONNX_TYPE_TENSOR) {
          throw new IllegalArgumentException(
              "expected tensors only, found that " + names.get(i) + " is none");
        }
        try (ConstTensorTypeAndShapeInfo info = type.GetTensorTypeAndShapeInfo();
            LongVector shape = info.GetShape()) {
          types.put(names.get(i), TensorType.of(info.GetElementType(), shape.get()));
        }
      }
    }
    return types;
  }

  private List<String> names(boolean input) {
    List<String> names = new ArrayList<>();
    try (var vector = input ? session.GetInputNames() : session.GetOutputNames()) {
      for (long i = 0; i < vector.size(); i++) {
        try (BytePointer text = vector.get(i)) {
          names.add(text.getString());
        }
      }
    }
    return names;
  }

  /** Returns the name of the graph, for messages. */
  public String name() {
    return name;
  }

  /** Returns the device of this session. */
  public Device device() {
    return device;
  }

  /** Returns ONNX Runtime's execution providers of this session in order of preference. */
  public List<String> providers() {
    return providers(device);
  }

  static List<String> providers(Device device) {
    return device.isGpu() ? List.of(CUDA_PROVIDER, CPU_PROVIDER) : List.of(CPU_PROVIDER);
  }

  /**
   * Returns the session's allocator for a kind of memory; the caller closes it before the session.
   *
   * @throws InferenceException if this session has no such memory
   */
  Allocator allocator(MemoryInfo memory) {
    return DeviceThread.call(device, () -> {
      try {
        return new Allocator(session, memory.asOrtMemoryInfo());
      } catch (RuntimeException e) {
        throw new InferenceException(
            "ONNX Runtime has no such memory for the " + name + " on " + device + ": "
                + OrtNatives.reason(e),
            e);
      }
    });
  }

  /** Returns the names and types of the inputs in the graph's order; −1 denotes an open size. */
  public Map<String, TensorType> inputs() {
    return inputs;
  }

  /** Returns the names and types of the outputs in the graph's order; −1 denotes an open size. */
  public Map<String, TensorType> outputs() {
    return outputs;
  }

  /**
   * Runs the graph on the given tensors.
   *
   * @param in a tensor for every input
   * @param out a tensor of the right shape for every output
   * @throws IllegalArgumentException if a name is missing or unknown, or a tensor lives on a device
   *     that this session has no provider for, which would crash the runtime
   * @throws InferenceException if the runtime fails, for example because a shape doesn't fit
   * @throws IllegalStateException if the session is closed
   */
  public void run(Map<String, OrtTensor> in, Map<String, OrtTensor> out) {
    run(in, out, new StopSignal());
  }

  /**
   * Runs the graph as {@link #run(Map, Map)} does, and can be stopped.
   *
   * @throws java.util.concurrent.CancellationException if it was stopped; the outputs are undefined
   */
  public void run(Map<String, OrtTensor> in, Map<String, OrtTensor> out, StopSignal stop) {
    checkNames("inputs", inputs, in);
    checkNames("outputs", outputs, out);
    in.forEach(this::checkReachable);
    out.forEach(this::checkReachable);
    lock.readLock().lock();
    List<OrtTensor> entered = new ArrayList<>(in.size() + out.size());
    try {
      if (closed) {
        throw new IllegalStateException("OrtSession is closed");
      }
      enter(in.values(), entered);
      enter(out.values(), entered);
      DeviceThread.run(device, () -> bindAndRun(in, out, stop));
    } finally {
      try {
        Closing.each(entered, OrtTensor::leave);
      } finally {
        lock.readLock().unlock();
      }
    }
  }

  private static void enter(Iterable<OrtTensor> tensors, List<OrtTensor> entered) {
    for (OrtTensor tensor : tensors) {
      tensor.enter();
      entered.add(tensor);
    }
  }

  private void bindAndRun(Map<String, OrtTensor> in, Map<String, OrtTensor> out, StopSignal stop) {
    try (IoBinding binding = new IoBinding(session);
        RunOptions options = new RunOptions()) {
      in.forEach((key, tensor) -> tensor.bindInput(binding, key));
      out.forEach((key, tensor) -> tensor.bindOutput(binding, key));
      stop.enter(options);
      try {
        session.Run(options, binding);
      } finally {
        stop.leave(options);
      }
    } catch (IllegalStateException e) {
      throw e;
    } catch (RuntimeException e) {
      stop.check();
      throw new InferenceException(
          "ONNX Runtime failed to run the " + name + ": " + OrtNatives.reason(e), e);
    }
  }

  private void checkReachable(String key, OrtTensor tensor) {
    Device home = tensor.device();
    if (home.isGpu() && !home.equals(device)) {
      throw new IllegalArgumentException("the " + name + " runs on " + device + ", but its " + key
          + " lives in the memory of " + home);
    }
  }

  private void checkNames(
      String what, Map<String, TensorType> expected, Map<String, OrtTensor> found) {
    if (!expected.keySet().equals(found.keySet())) {
      throw new IllegalArgumentException(
          name + " has the " + what + " " + expected.keySet() + ", got " + found.keySet());
    }
  }

  /** Frees the graph after current runs have ended. Idempotent. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        DeviceThread.run(device, () -> Closing.all(session::close, environment::close));
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("OrtSession[" + name);
    inputs.forEach((key, type) -> text.append(", ").append(key).append(' ').append(type));
    return text.append(']').toString();
  }
}
