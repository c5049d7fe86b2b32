// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sam4j.ImageEmbedding;
import io.github.sam4j.PredictedMask;
import io.github.sam4j.Prediction;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.Images;
import io.github.sam4j.mask.Box;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.prompt.Prompt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Masks for points and boxes on one picture. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description =
        "Segments the objects that points and boxes mark on a PNG or JPEG picture. Several points form one prompt; several boxes mark one object each.")
final class PredictCommand implements Callable<Integer> {
  @Mixin
  private PictureOptions image = new PictureOptions();

  @Option(
      names = "--point",
      paramLabel = "X,Y,LABEL",
      description =
          "pixel, and 1 for a point on the object or 0 for one on the background; repeatable")
  private List<String> points = new ArrayList<>();

  @Option(
      names = "--box",
      paramLabel = "X0,Y0,X1,Y1",
      description =
          "box around an object, both corners inclusive; may reach outside of the picture; "
              + "repeatable")
  private List<String> boxes = new ArrayList<>();

  @Option(names = "--multimask", description = "three masks for each prompt instead of one")
  private boolean multimask;

  @Mixin
  private ModelOptions model = new ModelOptions();

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "result as JSON")
  private Path out = Path.of("");

  @Option(
      names = "--overlay",
      paramLabel = "FILE",
      description = "PNG picture overlaid with the best mask of each prompt")
  private @Nullable Path overlay;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    List<Prompt> prompts = prompts();
    OutputFiles.check(image.path(), out, overlay);
    RgbImage picture = image.read();
    prompts.forEach(prompt -> prompt.checkInside(picture.width(), picture.height()));
    List<Prediction> predictions;
    try (SamSegmenter sam = model.open();
        ImageEmbedding embedding = sam.encode(picture)) {
      predictions = embedding.predictAll(prompts);
      model.printReuse(sam);
    }
    if (overlay != null) {
      Images.writePng(
          MaskPicture.draw(
              picture,
              predictions.stream().map(prediction -> prediction.best().mask()).toList()),
          overlay);
    }
    Json.write(toJson(picture, predictions), out);
    OutputFiles.printWritten(spec.commandLine().getOut(), out, overlay);
    return ExitCode.OK;
  }

  private List<Prompt> prompts() {
    List<Prompt.Point> parsedPoints = points.stream().map(PredictCommand::point).toList();
    List<Prompt.Box> parsedBoxes = boxes.stream().map(PredictCommand::box).toList();
    if (parsedPoints.isEmpty() && parsedBoxes.isEmpty()) {
      throw new IllegalArgumentException("expected at least one --point or --box, got none");
    }
    if (parsedBoxes.size() > 1 && !parsedPoints.isEmpty()) {
      throw new IllegalArgumentException(
          "points can be combined with one box at most, got " + parsedBoxes.size() + " boxes");
    }
    List<Prompt> prompts = new ArrayList<>();
    if (parsedPoints.isEmpty()) {
      parsedBoxes.forEach(box -> prompts.add(Prompt.box(box)));
    } else {
      Prompt prompt = Prompt.points(parsedPoints);
      for (Prompt.Box box : parsedBoxes) {
        prompt = prompt.andBox(box.x0(), box.y0(), box.x1(), box.y1());
      }
      prompts.add(prompt);
    }
    return multimask ? prompts.stream().map(Prompt::multimask).toList() : prompts;
  }

  private static Prompt.Point point(String text) {
    double[] numbers = numbers("--point", text, "X,Y,LABEL", 3);
    if (numbers[2] != 0 && numbers[2] != 1) {
      throw new IllegalArgumentException("--point label must be 0 or 1, got " + text);
    }
    return new Prompt.Point(numbers[0], numbers[1], numbers[2] == 1);
  }

  private static Prompt.Box box(String text) {
    double[] numbers = numbers("--box", text, "X0,Y0,X1,Y1", 4);
    return new Prompt.Box(numbers[0], numbers[1], numbers[2], numbers[3]);
  }

  private static double[] numbers(String option, String text, String form, int count) {
    String[] parts = text.split(",", -1);
    double[] numbers = new double[count];
    try {
      if (parts.length != count) {
        throw new NumberFormatException(parts.length + " numbers");
      }
      for (int i = 0; i < count; i++) {
        numbers[i] = Double.parseDouble(parts[i].strip());
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " must be " + form + ", got " + text, e);
    }
    return numbers;
  }

  private static ObjectNode toJson(RgbImage picture, List<Prediction> predictions) {
    ObjectNode root = Json.object();
    root.putObject("image").put("width", picture.width()).put("height", picture.height());
    ArrayNode array = root.putArray("predictions");
    for (int i = 0; i < predictions.size(); i++) {
      for (PredictedMask predicted : predictions.get(i).masks()) {
        Mask mask = predicted.mask();
        ObjectNode node = array.addObject();
        node.put("prompt", i);
        node.put("predicted_iou", predicted.predictedIou());
        node.put("area", mask.area());
        node.set("bbox", Json.box(mask.box().orElse(new Box(0, 0, 0, 0))));
        node.set("segmentation", Json.segmentation(mask, /* compressed= */ false));
      }
    }
    return root;
  }
}
