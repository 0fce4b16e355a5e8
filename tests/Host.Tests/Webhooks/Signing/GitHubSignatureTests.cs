using System.Text;
using Atelier.Host.Webhooks.Signing;

namespace Atelier.Host.Tests.Webhooks.Signing;

public class GitHubSignatureTests
{
    // The example of GitHub's documentation.
    private const string Secret = "It's a Secret to Everybody";
    private const string Signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes("Hello, World!");

    [Fact]
    public void GitHubs_example_comes_out() => Assert.Equal(Signature, GitHubSignature.Sign(Secret, Body));

    [Fact]
    public void One_secret_of_two_is_enough() => Assert.True(GitHubSignature.IsSigned(["new", Secret], Body, Signature));

    [Theory]
    [InlineData("")]
    [InlineData("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18")]
    public void Anything_else_is_none(string header) => Assert.False(GitHubSignature.IsSigned([Secret], Body, header));

    [Fact]
    public void A_byte_more_is_another_body() => Assert.False(GitHubSignature.IsSigned([Secret], [.. Body, 0], Signature));
}
