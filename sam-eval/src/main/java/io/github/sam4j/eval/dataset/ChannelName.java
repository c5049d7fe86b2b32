// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an image without extension that ends in its channel, as nnU-Net's do: four digits,
 * from {@code _0000}.
 *
 * @param caseId the name before the channel, which is the name of the label
 * @param channel from 0
 */
record ChannelName(String caseId, int channel) {
  private static final Pattern NAME = Pattern.compile("(.+)_(\\d{4})", Pattern.DOTALL);

  /** Parses a name; empty if it doesn't end in a channel. */
  static Optional<ChannelName> of(String id) {
    Matcher name = NAME.matcher(id);
    return name.matches()
        ? Optional.of(new ChannelName(name.group(1), Integer.parseInt(name.group(2))))
        : Optional.empty();
  }

  /** Returns the ending of a channel. */
  static String suffix(int channel) {
    return String.format(Locale.ROOT, "_%04d", channel);
  }
}
