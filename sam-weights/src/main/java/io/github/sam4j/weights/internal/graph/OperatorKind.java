// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.graph;

import io.github.sam4j.weights.internal.onnx.NodeProto;
import java.util.Set;

/**
 * How {@link HalfPrecision} treats an operator of the ONNX standard, or one of ONNX Runtime's own
 * that {@link OnnxGraph} uses, regardless of its neighbours; {@link Float32Rules} takes these into
 * account.
 */
public enum OperatorKind {
  /**
   * Products and functions whose result has no larger relative error than its operands, up to a
   * small factor. Computed in 16-bit floats, as is attention as a single operator, whose kernel
   * decides how to accumulate sums.
   */
  HALF,

  /**
   * Moves values without changing them. Takes the type of its neighbours: moving 16-bit floats
   * costs half as much.
   */
  MOVES,

  /**
   * Sums over many values, whose result can exceed the range of 16-bit floats, and functions that
   * magnify an error: powers, roots, exponentials, logarithms and trigonometric functions. Norms
   * and softmax consist of these. Also operators that accept some inputs as 32-bit floats only.
   */
  FLOAT32,

  /** Reads only the shape, or converts each value: accepts any type. */
  ANY,

  /** Not listed here, or of another domain: keeps its types. */
  UNKNOWN;

  private static final String ATTENTION = "MultiHeadAttention";
  private static final String GELU_OF_SUM = "BiasGelu";

  /** Supported operators of ONNX Runtime's own domain. */
  private static final Set<String> OF_RUNTIME = Set.of(ATTENTION, GELU_OF_SUM);

  private static final Set<String> HALVES = Set.of(
      "Abs",
      "Add",
      "AveragePool",
      GELU_OF_SUM,
      "Clip",
      "Conv",
      "ConvTranspose",
      "Div",
      "Einsum",
      "Elu",
      "Erf",
      "Gelu",
      "Gemm",
      "HardSigmoid",
      "HardSwish",
      "LeakyRelu",
      "MatMul",
      "Max",
      "Min",
      "Mul",
      ATTENTION,
      "Neg",
      "PRelu",
      "Relu",
      "Sigmoid",
      "Sub",
      "Sum",
      "Tanh");

  private static final Set<String> MOVERS = Set.of(
      "Concat",
      "DepthToSpace",
      "Expand",
      "Flatten",
      "Gather",
      "GatherElements",
      "GatherND",
      "Identity",
      "Pad",
      "Reshape",
      "Slice",
      "SpaceToDepth",
      "Split",
      "Squeeze",
      "Tile",
      "Transpose",
      "Unsqueeze",
      "Where");

  private static final Set<String> FLOATS = Set.of(
      "BatchNormalization",
      "Ceil",
      "Cos",
      "CumSum",
      "Exp",
      "Floor",
      "GlobalAveragePool",
      "GroupNormalization",
      "InstanceNormalization",
      "LayerNormalization",
      "Log",
      "LogSoftmax",
      "LpNormalization",
      "MeanVarianceNormalization",
      "Mod",
      "Pow",
      "RMSNormalization",
      "Reciprocal",
      "ReduceL1",
      "ReduceL2",
      "ReduceLogSumExp",
      "ReduceMax",
      "ReduceMean",
      "ReduceMin",
      "ReduceProd",
      "ReduceSum",
      "ReduceSumSquare",
      "Resize",
      "Round",
      "Sin",
      "Softmax",
      "Softplus",
      "Sqrt",
      "Tan",
      "Upsample");

  private static final Set<String> TYPELESS =
      Set.of("Cast", "Constant", "ConstantOfShape", "Shape", "Size");

  private static final Set<String> PRODUCTS =
      Set.of("AveragePool", "Conv", "ConvTranspose", "Einsum", "Gemm", "MatMul", ATTENTION);

  private static final Set<String> ARITHMETIC = Set.of("Add", "Sub", "Mul", "Div", "Neg");

  private static final Set<String> NORMALIZING = Set.of(
      "ReduceL2", "ReduceMax", "ReduceMean", "ReduceSum", "ReduceSumSquare", "Reciprocal", "Sqrt");

  /** Returns the kind of a node's operator. */
  public static OperatorKind of(NodeProto node) {
    String operator = node.getOpType();
    if (!isStandard(node) && !isOfRuntime(node)) {
      return UNKNOWN;
    } else if (HALVES.contains(operator)) {
      return HALF;
    } else if (MOVERS.contains(operator)) {
      return MOVES;
    } else if (FLOATS.contains(operator)) {
      return FLOAT32;
    }
    return TYPELESS.contains(operator) ? ANY : UNKNOWN;
  }

  /** Returns whether a node's operator is one of the ONNX standard. */
  public static boolean isStandard(NodeProto node) {
    return node.getDomain().isEmpty() || node.getDomain().equals("ai.onnx");
  }

  /** Returns whether a node's operator is a supported one of ONNX Runtime's own domain. */
  private static boolean isOfRuntime(NodeProto node) {
    return OF_RUNTIME.contains(node.getOpType())
        && node.getDomain().equals(OnnxGraph.RUNTIME_DOMAIN);
  }

  /** Returns whether a node of kind {@link #HALF} is elementwise. */
  public static boolean isPointwise(NodeProto node) {
    return of(node) == HALF && !PRODUCTS.contains(node.getOpType());
  }

  /** Returns whether a node is an elementwise arithmetic operation. */
  public static boolean isArithmetic(NodeProto node) {
    return isStandard(node) && ARITHMETIC.contains(node.getOpType());
  }

  /**
   * Returns whether a node yields a value that a norm or softmax subtracts or divides by: a mean, a
   * maximum, a sum, a length.
   */
  public static boolean isNormalizing(NodeProto node) {
    return isStandard(node) && NORMALIZING.contains(node.getOpType());
  }
}
