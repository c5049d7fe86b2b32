// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.protocol.Citation;
import io.github.sam4j.eval.result.ScoreTable;

/**
 * A number that a paper prints, made with another model on other data: context for a number of a
 * run, not a value to reproduce digit by digit.
 *
 * @param source the paper
 * @param model that the paper used
 * @param data that the paper used, by the paper's name
 * @param setting the prompts and the selection, in readable form
 * @param statistic what the number is
 * @param value in {@code [0, 1]}
 */
record PublishedFigure(
    Citation source, String model, String data, String setting, Statistic statistic, double value) {
  /** The caption of every table of such numbers. */
  static final String LABEL = "published, other data/model, not reproduced here";

  /** A number of a row. */
  enum Statistic {
    /** Mean Dice, a miss counting 0. */
    DICE_MEAN("mean Dice"),

    /** Median Dice, a miss counting 0. */
    DICE_MEDIAN("median Dice"),

    /** Median Dice over detected slices. */
    DICE_POS_MEDIAN("median Dice_pos"),

    /** Mean IoU, a miss counting 0. */
    IOU_MEAN("mean IoU");

    private final String label;

    Statistic(String label) {
      this.label = label;
    }

    /** Returns the name in tables, such as {@code mean Dice}. */
    String label() {
      return label;
    }

    /** Returns the number of a row, in {@code [0, 1]}; NaN if it is undefined. */
    double of(ScoreTable.Row row) {
      return switch (this) {
        case DICE_MEAN -> row.dice().mean();
        case DICE_MEDIAN -> row.dice().median();
        case DICE_POS_MEDIAN -> row.dicePos().median();
        case IOU_MEAN -> row.iou().mean();
      };
    }
  }
}
