/** Runs the chapters: gives each test its bench, names the broken rules, keeps the results for the report. */
@NullMarked
package dev.pinwheel.etcd.tck.certification;

import org.jspecify.annotations.NullMarked;
