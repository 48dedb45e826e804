# Sourced by the commands in this folder: finds the tools that they need, or installs them.

# need TOOL 'TEST' PACKAGE… : installs the Debian packages when TEST fails and this is root on Debian; says what is missing otherwise.
need() {
    local tool=$1 test=$2
    shift 2
    if eval "$test" >/dev/null 2>&1; then
        return
    fi
    if [ "$(id -u)" = 0 ] && [ -f /etc/debian_version ]; then
        echo "$tool is missing; installing $*" >&2
        { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } >&2
        if eval "$test" >/dev/null 2>&1; then
            return
        fi
    fi
    echo "$tool is missing. Install it and try again; on Debian: apt-get install $*" >&2
    exit 1
}

# javac of JAVA_HOME, or of the PATH, is 17 or later.
has_jdk() {
    local javac=${JAVA_HOME:+$JAVA_HOME/bin/}javac version
    version=$("$javac" -version 2>&1) || return 1
    version=${version#javac }
    [ "${version%%.*}" -ge 17 ]
}

need_build_tools() {
    need 'A JDK, 17 or later' has_jdk openjdk-17-jdk-headless
    need 'Maven, 3.8.6 or later' 'mvn -version' maven
}

# etcd 3.4 or 3.5: later ones have no v2 API.
need_etcd() {
    need 'etcd, 3.4 or 3.5' 'etcd --version | grep -Eq "etcd Version: 3\.[45]\."' etcd-server
}

# A name server for the tests of discovery; Debian keeps it where only root looks.
need_dnsmasq() {
    need 'dnsmasq' 'PATH=$PATH:/usr/sbin dnsmasq --version' dnsmasq-base
}

# build_once MODULE : packages the module and what it needs, unless that was done since the last change of a source.
build_once() {
    local built=$root/$1/target/built-for-bin
    if [ ! -f "$built" ] || [ -n "$(find "$root" \( -path '*/src/main/*' -o -name pom.xml \) -newer "$built" -print -quit)" ]; then
        echo 'Building; the first time this fetches dependencies and takes a minute or two …' >&2
        (cd "$root" && mvn -q -B -Dmaven.test.skip=true -pl "$1" -am package) >&2
        touch "$built"
    fi
}
