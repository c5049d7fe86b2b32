/**
 * One page of HTML about a run, for people: tables, plots and pictures in a single file that needs
 * no network. Equal results give equal files.
 *
 * <p>Plots are painted by AWT, which needs no screen: a program on a machine whose display can't be
 * reached sets the system property {@code java.awt.headless} to {@code true}.
 */
@NullMarked
package io.github.sam4j.eval.report;

import org.jspecify.annotations.NullMarked;
