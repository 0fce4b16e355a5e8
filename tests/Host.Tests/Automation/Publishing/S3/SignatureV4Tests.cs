using System.Security.Cryptography;
using System.Text;
using Atelier.Host.Automation.Publishing.S3;
using Atelier.Host.Configuration;

namespace Atelier.Host.Tests.Automation.Publishing.S3;

/// <summary>
/// The four examples of https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, with the key that stands there.
/// </summary>
public sealed class SignatureV4Tests
{
    private const string Host = "examplebucket.s3.amazonaws.com";
    private const string Empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static readonly DateTimeOffset Day = new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Get_of_an_object() => Assert.Equal(
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
        + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        Sign("GET", "/test.txt", [], Empty, ("Range", "bytes=0-9")));

    [Fact]
    public void Put_of_an_object()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("Welcome to Amazon S3.")));

        var signed = Sign(
            "PUT", "/test$file.text", [], hash, ("Date", "Fri, 24 May 2013 00:00:00 GMT"), ("x-amz-storage-class", "REDUCED_REDUNDANCY"));

        Assert.EndsWith("Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd", signed);
        Assert.Contains("SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class,", signed);
    }

    [Fact]
    public void Get_of_a_buckets_lifecycle() => Assert.EndsWith(
        "Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543", Sign("GET", "/", [("lifecycle", "")], Empty));

    [Fact]
    public void Get_of_a_list() => Assert.EndsWith(
        "Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
        Sign("GET", "/", [("prefix", "J"), ("max-keys", "2")], Empty));

    [Fact]
    public void Spaces_in_a_header_count_once_and_the_order_of_headers_does_not_matter()
    {
        var plain = Sign("GET", "/a", [], Empty, ("x-amz-meta-a", "one two"), ("range", "bytes=0-9"));

        Assert.Equal(plain, Sign("GET", "/a", [], Empty, ("RANGE", " bytes=0-9 "), ("X-Amz-Meta-A", "one   two")));
    }

    [Theory]
    [InlineData("a b", "a%20b")]
    [InlineData("ä/ö", "%C3%A4/%C3%B6")]
    [InlineData("a-._~b+*'()", "a-._~b%2B%2A%27%28%29")]
    public void Paths_are_encoded_as_the_specification_says(string text, string encoded) =>
    Assert.Equal(encoded, SignatureV4.Encoded(text, keep: '/'));

    private static string Sign(string method, string path, (string, string)[] query, string hash, params (string, string)[] more) =>
        new SignatureV4("AKIAIOSFODNN7EXAMPLE", new Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), "us-east-1").Authorization(
            method, path, query, [("Host", Host), ("x-amz-content-sha256", hash), ("x-amz-date", "20130524T000000Z"), .. more], hash, Day);
}
