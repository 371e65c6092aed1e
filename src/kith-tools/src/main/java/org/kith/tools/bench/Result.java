package org.kith.tools.bench;

import org.kith.tools.data.DataSet;

/**
 * What was measured of one contender on one data set.
 *
 * @param label the spec, and how its index was built where that differs between contenders
 */
record Result(
    DataSet data,
    String spec,
    String label,
    BuildPlan plan,
    BuildFigures build,
    SearchPlan search,
    Curve curve) {}
