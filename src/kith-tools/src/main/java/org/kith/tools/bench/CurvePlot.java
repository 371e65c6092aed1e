package org.kith.tools.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws queries per second against recall, a chart for each data set, into one PNG image. */
final class CurvePlot {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 720;
  private static final int MAX_LEGEND_LENGTH = 100; // letters that fit the width

  /** Told apart by the colour-blind too (Okabe and Ito), the baseline in grey. */
  private static final Color[] COLOURS = {
    new Color(0x555555),
    new Color(0xD55E00),
    new Color(0x0072B2),
    new Color(0x009E73),
    new Color(0xCC79A7),
    new Color(0xE69F00),
    new Color(0x56B4E9)
  };

  private static final Comparator<Curve.Point> BY_RECALL =
      Comparator.comparingDouble(Curve.Point::recall);

  private CurvePlot() {}

  static void write(Path file, List<Result> results) throws IOException {
    Map<String, List<Result>> byData = new LinkedHashMap<>();
    for (Result result : results) {
      byData.computeIfAbsent(result.data().name(), name -> new ArrayList<>()).add(result);
    }
    List<XYChart> charts = byData.values().stream().map(CurvePlot::chart).toList();
    int columns = charts.size() % 2 == 0 ? 2 : 1; // No place of the grid may stay empty.
    try (OutputStream out = Files.newOutputStream(file)) {
      BitmapEncoder.saveBitmap(charts, charts.size() / columns, columns, out, BitmapFormat.PNG);
    }
  }

  private static XYChart chart(List<Result> results) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title(results.getFirst()))
            .xAxisTitle("recall@" + results.getFirst().search().k())
            .yAxisTitle("queries per second")
            .build();
    style(chart.getStyler());
    int legendLength = results.stream().mapToInt(result -> result.label().length() + 8).sum();
    chart
        .getStyler()
        .setLegendLayout(
            legendLength <= MAX_LEGEND_LENGTH ? LegendLayout.Horizontal : LegendLayout.Vertical);
    double start = start(results);
    chart.getStyler().setXAxisMin(start).setXAxisMax(RecallScale.end());
    for (int i = 0; i < results.size(); i++) {
      List<Curve.Point> points =
          results.get(i).curve().front().stream()
              .filter(point -> RecallScale.place(point.recall()) >= start)
              .toList();
      XYSeries series =
          chart.addSeries(
              results.get(i).label(),
              points.stream().mapToDouble(point -> RecallScale.place(point.recall())).toArray(),
              points.stream().mapToDouble(Curve.Point::qps).toArray());
      series.setMarker(SeriesMarkers.CIRCLE);
      series.setLineStyle(new BasicStroke(i == 0 ? 2 : 3));
    }
    return chart;
  }

  /** The mark where the axis begins: that of recall 0.8, or lower where a curve lies below. */
  private static double start(List<Result> results) {
    return results.stream()
        .flatMap(result -> result.curve().points().stream().max(BY_RECALL).stream())
        .mapToDouble(best -> RecallScale.place(Math.min(0.8, best.recall())))
        .map(Math::floor)
        .min()
        .orElse(0);
  }

  private static String title(Result result) {
    return String.format(
        Locale.ROOT,
        "%s: %,d x %d, %s",
        result.data().name(),
        result.data().base().count(),
        result.data().base().dims(),
        result.data().metric().label());
  }

  private static void style(XYStyler styler) {
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 17);
    styler
        .setSeriesColors(COLOURS)
        .setLegendPosition(LegendPosition.OutsideS)
        .setLegendFont(font)
        .setLegendBorderColor(Color.WHITE)
        .setChartTitleFont(font.deriveFont(Font.BOLD, 21))
        .setChartBackgroundColor(Color.WHITE)
        .setPlotBorderVisible(false)
        .setMarkerSize(8)
        .setChartPadding(16)
        .setLocale(Locale.ROOT);
    styler
        .setAxisTitleFont(font)
        .setAxisTickLabelsFont(font.deriveFont(15f))
        .setPlotGridLinesColor(new Color(0xE3E3E3))
        .setXAxisTickMarkSpacingHint(90)
        .setYAxisLogarithmic(true)
        .setYAxisLogarithmicDecadeOnly(false)
        .setYAxisTickLabelsFormattingFunction(CurvePlot::rateLabel)
        .setXAxisTickLabelsFormattingFunction(RecallScale::label);
  }

  /** Labels that start with 1, 2, 3 or 5 stand far enough apart on the logarithmic axis. */
  private static String rateLabel(double rate) {
    String digits = String.format(Locale.ROOT, "%,.0f", rate);
    return "1235".indexOf(digits.charAt(0)) < 0 ? "" : digits;
  }
}
