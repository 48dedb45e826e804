package dev.pinwheel.etcd.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws lines over two logarithmic axes, as SVG: growth in proportion is a straight line of slope one.
 *
 * @param title above all
 * @param across what the horizontal axis shows
 * @param up what the vertical axis shows
 * @param series the lines, at least one with a point; all numbers above zero
 */
record Plot(String title, String across, String up, List<Series> series) {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 400;
    private static final int LEFT = 80;
    private static final int RIGHT = 560;
    private static final int TOP = 40;
    private static final int BOTTOM = 340;
    private static final List<String> COLOURS =
            List.of("#1b6ca8", "#c0392b", "#2e8b57", "#8e5ea2", "#b8860b", "#555555", "#d36c9d", "#5f9ea0");

    Plot {
        series = List.copyOf(series);
    }

    /**
     * A line.
     *
     * @param name for the legend
     * @param points in the order in which they are joined
     */
    record Series(String name, List<Point> points) {
        Series {
            points = List.copyOf(points);
        }
    }

    /**
     * A point.
     *
     * @param x on the horizontal axis
     * @param y on the vertical axis
     */
    record Point(double x, double y) {}

    /** The picture. */
    String toSvg() {
        Axis horizontal = Axis.over(points().stream().map(Point::x).toList(), LEFT, RIGHT);
        Axis vertical = Axis.over(points().stream().map(Point::y).toList(), BOTTOM, TOP);
        StringBuilder svg = new StringBuilder();
        svg.append(("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">\n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n")
                .formatted(WIDTH, HEIGHT));
        svg.append(text(LEFT, TOP - 16, "start", title));
        svg.append(text((LEFT + RIGHT) / 2.0, HEIGHT - 14, "middle", across));
        svg.append("<g transform=\"rotate(-90 16 190)\">%s</g>\n".formatted(text(16, 190, "middle", up)));
        for (double tick : horizontal.ticks()) {
            svg.append(line(horizontal.at(tick), TOP, horizontal.at(tick), BOTTOM));
            svg.append(text(horizontal.at(tick), BOTTOM + 18, "middle", number(tick)));
        }
        for (double tick : vertical.ticks()) {
            svg.append(line(LEFT, vertical.at(tick), RIGHT, vertical.at(tick)));
            svg.append(text(LEFT - 6, vertical.at(tick) + 4, "end", number(tick)));
        }
        for (int i = 0; i < series.size(); i++) {
            svg.append(drawn(series.get(i), i, horizontal, vertical));
        }
        return svg.append("</svg>\n").toString();
    }

    private List<Point> points() {
        return series.stream().flatMap(one -> one.points().stream()).toList();
    }

    private static String drawn(Series one, int number, Axis horizontal, Axis vertical) {
        String colour = COLOURS.get(number % COLOURS.size());
        List<String> corners = new ArrayList<>();
        StringBuilder dots = new StringBuilder();
        for (Point point : one.points()) {
            String x = coordinate(horizontal.at(point.x()));
            String y = coordinate(vertical.at(point.y()));
            corners.add(x + "," + y);
            dots.append("<circle cx=\"%s\" cy=\"%s\" r=\"3\" fill=\"%s\"/>\n".formatted(x, y, colour));
        }
        int legend = TOP + 16 + 20 * number;
        return "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n%s<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"4\" fill=\"%s\"/>\n%s"
                .formatted(
                        String.join(" ", corners),
                        colour,
                        dots,
                        RIGHT + 14,
                        legend - 6,
                        colour,
                        text(RIGHT + 32, legend, "start", one.name()));
    }

    private static String line(double x1, double y1, double x2, double y2) {
        return "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"#dddddd\"/>\n"
                .formatted(coordinate(x1), coordinate(y1), coordinate(x2), coordinate(y2));
    }

    private static String text(double x, double y, String anchor, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
                .formatted(coordinate(x), coordinate(y), anchor, escaped);
    }

    private static String coordinate(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static String number(double tick) {
        return tick >= 1 ? String.format(Locale.ROOT, "%,.0f", tick) : String.valueOf(tick);
    }
}
