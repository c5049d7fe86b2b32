// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.format.PrintableName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A class or function that a pickle refers to: one of those that a state dict needs, or any other,
 * of which nothing but the name is known.
 *
 * <p>A name that could only serve to run or load code is refused. Nothing here would run it; but no
 * program that saves weights writes it, so the file was made to harm others.
 *
 * @param name qualified by its module
 * @param type the element type of a storage class or data type, otherwise null
 */
record PickleGlobal(String name, Role role, @Nullable ElementType type) {
  /** How the reader treats a global. */
  enum Role {
    DICT,
    TENSOR,
    TYPED_TENSOR,
    PARAMETER,
    SUBCLASS,
    STORAGE,
    DATA_TYPE,
    /** Of no use here; what it is called with or what it makes is passed over. */
    OTHER
  }

  private static final Map<String, PickleGlobal> KNOWN = known();

  /** Python packages that run, load or rewire code, or reach out of the process. */
  private static final Set<String> CODE_PACKAGES = Set.of(
      "_pickle",
      "asyncio",
      "cloudpickle",
      "ctypes",
      "dill",
      "importlib",
      "multiprocessing",
      "os",
      "pip",
      "requests",
      "subprocess",
      "urllib");

  /** The same for modules; packages of projects begin with some of their names. */
  private static final Set<String> CODE_MODULES = Set.of(
      "_io",
      "_operator",
      "_posixsubprocess",
      "_thread",
      "bdb",
      "code",
      "codeop",
      "commands",
      "ftplib",
      "http.client",
      "httplib",
      "io",
      "marshal",
      "nt",
      "operator",
      "pdb",
      "pickle",
      "pkgutil",
      "platform",
      "posix",
      "profile",
      "pty",
      "runpy",
      "shutil",
      "signal",
      "smtplib",
      "socket",
      "sys",
      "tempfile",
      "threading",
      "timeit",
      "trace",
      "urllib2",
      "webbrowser",
      "zipimport");

  /** What {@code builtins} has of plain values; its other names run code or look it up. */
  private static final Set<String> PLAIN_BUILTINS = Set.of(
      "bool",
      "bytearray",
      "bytes",
      "complex",
      "dict",
      "Ellipsis",
      "float",
      "frozenset",
      "int",
      "list",
      "long",
      "NoneType",
      "NotImplemented",
      "object",
      "range",
      "set",
      "slice",
      "str",
      "tuple",
      "type",
      "unicode",
      "xrange");

  private static final int MAX_NESTED = 16;
  private static final Set<String> BUILTINS = Set.of("builtins", "__builtin__");

  /** Functions of PyTorch and NumPy that load files or code. */
  private static final Set<String> LOADERS = Set.of(
      "numpy.load",
      "numpy.fromfile",
      "torch.load",
      "torch.jit.load",
      "torch.serialization.load",
      "torch.compile",
      "types.CodeType",
      "types.FunctionType");

  private static final Set<String> LOADER_MODULES =
      Set.of("torch.hub", "torch.utils.cpp_extension", "torch.package", "numpy.testing");

  private static Map<String, PickleGlobal> known() {
    Map<String, PickleGlobal> known = new LinkedHashMap<>();
    add(known, "collections.OrderedDict", Role.DICT, null);
    add(known, "torch._utils._rebuild_tensor_v2", Role.TENSOR, null);
    add(known, "torch._utils._rebuild_tensor_v3", Role.TYPED_TENSOR, null);
    add(known, "torch._utils._rebuild_parameter", Role.PARAMETER, null);
    add(known, "torch._utils._rebuild_parameter_with_state", Role.PARAMETER, null);
    add(known, "torch._tensor._rebuild_from_type_v2", Role.SUBCLASS, null);
    add(known, "torch.HalfStorage", Role.STORAGE, ElementType.FLOAT16);
    add(known, "torch.BFloat16Storage", Role.STORAGE, ElementType.BFLOAT16);
    add(known, "torch.FloatStorage", Role.STORAGE, ElementType.FLOAT32);
    add(known, "torch.DoubleStorage", Role.STORAGE, ElementType.FLOAT64);
    add(known, "torch.BoolStorage", Role.STORAGE, ElementType.BOOL);
    add(known, "torch.ByteStorage", Role.STORAGE, ElementType.UINT8);
    add(known, "torch.CharStorage", Role.STORAGE, ElementType.INT8);
    add(known, "torch.ShortStorage", Role.STORAGE, ElementType.INT16);
    add(known, "torch.IntStorage", Role.STORAGE, ElementType.INT32);
    add(known, "torch.LongStorage", Role.STORAGE, ElementType.INT64);
    // raw bytes; each tensor gives its own element type
    add(known, "torch.storage.UntypedStorage", Role.STORAGE, ElementType.UINT8);
    add(known, "torch.storage.TypedStorage", Role.STORAGE, ElementType.UINT8);
    add(known, "torch.float16", Role.DATA_TYPE, ElementType.FLOAT16);
    add(known, "torch.bfloat16", Role.DATA_TYPE, ElementType.BFLOAT16);
    add(known, "torch.float32", Role.DATA_TYPE, ElementType.FLOAT32);
    add(known, "torch.float64", Role.DATA_TYPE, ElementType.FLOAT64);
    add(known, "torch.bool", Role.DATA_TYPE, ElementType.BOOL);
    add(known, "torch.uint8", Role.DATA_TYPE, ElementType.UINT8);
    add(known, "torch.int8", Role.DATA_TYPE, ElementType.INT8);
    add(known, "torch.int16", Role.DATA_TYPE, ElementType.INT16);
    add(known, "torch.int32", Role.DATA_TYPE, ElementType.INT32);
    add(known, "torch.int64", Role.DATA_TYPE, ElementType.INT64);
    return known;
  }

  private static void add(
      Map<String, PickleGlobal> known, String name, Role role, @Nullable ElementType type) {
    known.put(name, new PickleGlobal(name, role, type));
  }

  /**
   * Returns the global of a name.
   *
   * @throws IllegalArgumentException if it can only serve to run or load code
   */
  static PickleGlobal of(String module, String name) {
    String full = module + "." + name;
    PickleGlobal global = KNOWN.get(full);
    if (global != null) {
      return global;
    }
    if (isCode(module, name)) {
      throw new IllegalArgumentException("the pickle refers to " + PrintableName.of(full)
          + ", which no state dict needs: expected tensors by name, no code");
    }
    return new PickleGlobal(full, Role.OTHER, null);
  }

  private static boolean isCode(String module, String name) {
    int dot = module.indexOf('.');
    return CODE_PACKAGES.contains(dot < 0 ? module : module.substring(0, dot))
        || CODE_MODULES.contains(module)
        // Python follows dots in a name: "os.system" is found in any module that imports os
        || Arrays.stream(name.split("\\.")).limit(MAX_NESTED).anyMatch(CODE_PACKAGES::contains)
        || (BUILTINS.contains(module) && !PLAIN_BUILTINS.contains(name))
        || LOADERS.contains(module + "." + name)
        || LOADER_MODULES.contains(module);
  }

  /** Returns the element type, provided that this global has the expected role. */
  ElementType typeOf(Role expected) {
    if (role != expected || type == null) {
      throw new IllegalArgumentException("the pickle has " + PrintableName.of(name) + " where "
          + (expected == Role.STORAGE ? "a storage class" : "a data type") + " is expected");
    }
    return type;
  }
}
