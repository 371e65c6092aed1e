/// What a user says about one query: settings that travel through Lucene's stock queries.
package org.kith.search;
