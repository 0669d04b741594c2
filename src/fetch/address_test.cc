#include "fetch/address.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

namespace earwitness::fetch {
namespace {

bool is_private(const char* text) {
    sockaddr_in four{};
    four.sin_family = AF_INET;
    if (inet_pton(AF_INET, text, &four.sin_addr) == 1) return is_private_address(reinterpret_cast<sockaddr*>(&four));
    sockaddr_in6 six{};
    six.sin6_family = AF_INET6;
    EXPECT_EQ(inet_pton(AF_INET6, text, &six.sin6_addr), 1) << text;
    return is_private_address(reinterpret_cast<sockaddr*>(&six));
}

TEST(AddressTest, KnowsPrivateAddressesAndTheirBorders) {
    for (const char* text : {"0.0.0.0",
                             "0.255.255.255",
                             "10.0.0.1",
                             "10.255.255.255",
                             "100.64.0.0",
                             "100.127.255.255",
                             "127.0.0.1",
                             "127.8.8.8",
                             "169.254.169.254",
                             "172.16.0.0",
                             "172.31.255.255",
                             "192.168.0.1",
                             "198.18.0.1",
                             "224.0.0.1",
                             "255.255.255.255",
                             "::",
                             "::1",
                             "::ffff:127.0.0.1",
                             "::ffff:10.1.2.3",
                             "::ffff:169.254.169.254",
                             "::7f00:1",
                             "fe80::1",
                             "febf::1",
                             "fec0::1",
                             "fc00::1",
                             "fdff::1",
                             "ff02::1",
                             "64:ff9b::a00:1",
                             "64:ff9b:1::1",
                             "2002:7f00:1::",
                             "2001::1",
                             "2001:db8::1"})
        EXPECT_TRUE(is_private(text)) << text;
    for (const char* text :
         {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "128.0.0.1", "169.253.1.1",
          "172.15.255.255", "172.32.0.0", "192.167.1.1", "192.169.0.1", "198.20.0.1", "223.255.255.255",
          "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1", "2a00:1450::1"})
        EXPECT_FALSE(is_private(text)) << text;
}

TEST(AddressTest, KnowsPrivateNames) {
    for (const char* host : {"127.0.0.1", "[::1]", "[fe80::1%25eth0]", "localhost", "nas", "nas.local", "a.localhost",
                             "nas.lan.", "x.home.arpa", "svc.internal"})
        EXPECT_TRUE(is_private_host(host)) << host;
    for (const char* host :
         {"example.org", "8.8.8.8", "[2606:4700::1111]", "notlocal.example", "xn--local.com", "127.0.0.1.nip.io"})
        EXPECT_FALSE(is_private_host(host)) << host;
}

TEST(AddressTest, OriginOfWhatTheUserTyped) {
    const struct {
        const char* url;
        const char* origin;
    } kTable[] = {
        {"http://127.0.0.1:8000/feed.xml", "127.0.0.1:8000"},
        {"http://LocalHost/feed", "localhost:80"},
        {"https://nas.local/feed", "nas.local:443"},
        {"http://user:pass@[::1]:81/", "[::1]:81"},
        {"http://2130706433/", "127.0.0.1:80"},
        {"http://0x7f.1/", "127.0.0.1:80"},
        {"https://example.org/feed", ""},
        {"file:///etc/passwd", ""},
        {"feed.xml", ""},
    };
    for (const auto& row : kTable) EXPECT_EQ(private_origin_of(row.url), row.origin) << row.url;
    EXPECT_EQ(origin_of("https://Example.ORG/feed"), "example.org:443");
}

}  // namespace
}  // namespace earwitness::fetch
