/** What lies near a row of a data folder, or near a point? Each answer with what is known of it. */
package org.kith.tools.nearest;
