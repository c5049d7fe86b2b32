package io.github.sam4j.internal.graph;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.sam4j.internal.onnx.AttributeProto;
import io.github.sam4j.internal.onnx.ModelProto;
import io.github.sam4j.internal.onnx.NodeProto;
import io.github.sam4j.internal.onnx.OperatorSetIdProto;

/** TODO. */
public final class HalfPrecision {
  private static final int OLDEST_OPERATOR_SET = 7;
  private static final int CONSTANTS_NEED_NO_INPUT = 4;

  private HalfPrecision() {}

  public static byte[] convert(byte[] onnxModel) {
    try {
      return convert(ModelProto.parseFrom(onnxModel)).toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(
          "expected an ONNX file, found something that is not a protobuf message", e);
    }
  }

  static ModelProto convert(ModelProto model) {
    check(model);
    return model.toBuilder()
        .setIrVersion(Math.max(model.getIrVersion(), CONSTANTS_NEED_NO_INPUT))
        .setGraph(new HalfRewriter(ConstantNodes.toInitializers(model.getGraph())).rewrite())
        .build();
  }

  private static void check(ModelProto model) {
    for (OperatorSetIdProto set : model.getOpsetImportList()) {
      if (set.getDomain().isEmpty() && set.getVersion() < OLDEST_OPERATOR_SET) {
        throw new IllegalArgumentException("expected operator set " + OLDEST_OPERATOR_SET
            + " or newer, found " + set.getVersion());
      }
    }
    for (NodeProto node : model.getGraph().getNodeList()) {
      for (AttributeProto attribute : node.getAttributeList()) {
        if (attribute.getType() == AttributeProto.Type.GRAPH
            || attribute.getType() == AttributeProto.Type.GRAPHS) {
          throw new IllegalArgumentException("expected a graph without branches and loops, found "
              + node.getOpType() + " " + node.getName());
        }
      }
    }
  }
}
