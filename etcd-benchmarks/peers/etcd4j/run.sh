#!/usr/bin/env bash
# run.sh OPTION… : the load driver for etcd4j, with the options of bin/bench (get, set, dir; blocking). Fetches etcd4j and
# compiles itself the first time, into target/; needs bin/bench to have been built.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
benchmarks=$here/../..
ours=$benchmarks/target/classes:$(printf %s: "$benchmarks"/target/lib/{etcd-api,jackson-core,jetty-util,slf4j-api,jspecify}-*.jar)
if [ ! -f "$here/target/Etcd4jBench.class" ]; then
    mvn -q -B -ntp -f "$here/pom.xml" dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$here/target/lib" >&2
    javac -cp "$ours:$here/target/lib/*" -d "$here/target" "$here/Etcd4jBench.java" >&2
fi
exec java -cp "$ours:$here/target:$here/target/lib/*" Etcd4jBench "$@"
