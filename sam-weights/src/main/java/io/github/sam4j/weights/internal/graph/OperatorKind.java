// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.graph;

import io.github.sam4j.weights.internal.onnx.NodeProto;
import java.util.Set;

/**
 * What {@link HalfPrecision} does with an operator of the ONNX standard, or with one of ONNX
 * Runtime's own that {@link OnnxGraph} uses, looked at by itself; its neighbours matter too, see
 * {@link Float32Rules}.
 */
public enum OperatorKind {
  /**
   * Products and functions whose result has no larger relative error than its operands, up to a
   * small factor. Computed with 16-bit floats. So is attention as one operator: how it accumulates
   * sums is up to the kernel.
   */
  HALF,

  /**
   * Passes values on as they are. Takes the type that its neighbours have: moving 16-bit floats
   * costs half as much, and changes nothing.
   */
  MOVES,

  /**
   * Sums over many values, whose result can leave the range of 16-bit floats, and functions that
   * magnify an error: powers, roots, exponentials, logarithms, functions of an angle. The norms and
   * softmax are made of these. Also whatever takes some inputs as 32-bit floats only.
   */
  FLOAT32,

  /** Looks at the shape, or converts each value: accepts any type. */
  ANY,

  /** Not in this list, or of another domain: keeps its types. */
  UNKNOWN;

  private static final String ATTENTION = "MultiHeadAttention";
  private static final String GELU_OF_SUM = "BiasGelu";

  /** Those beyond the standard that are understood. */
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

  /** Returns whether a node's operator is one beyond the standard that is understood. */
  private static boolean isOfRuntime(NodeProto node) {
    return OF_RUNTIME.contains(node.getOpType())
        && node.getDomain().equals(OnnxGraph.RUNTIME_DOMAIN);
  }

  /**
   * Returns whether a node of kind {@link #HALF} computes each of its values from one of each
   * operand.
   */
  public static boolean isPointwise(NodeProto node) {
    return of(node) == HALF && !PRODUCTS.contains(node.getOpType());
  }

  /** Returns whether a node is one of the arithmetic operations, value by value. */
  public static boolean isArithmetic(NodeProto node) {
    return isStandard(node) && ARITHMETIC.contains(node.getOpType());
  }

  /**
   * Returns whether a node yields what a norm or softmax subtracts or divides by: a mean, a
   * maximum, a sum, a length.
   */
  public static boolean isNormalizing(NodeProto node) {
    return isStandard(node) && NORMALIZING.contains(node.getOpType());
  }
}
