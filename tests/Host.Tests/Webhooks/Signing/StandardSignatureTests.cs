using System.Text;
using Atelier.Host.Webhooks.Signing;

namespace Atelier.Host.Tests.Webhooks.Signing;

public class StandardSignatureTests
{
    // The example of the specification.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const long Timestamp = 1614265330;
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");
    private static readonly byte[] Key = WebhookSecret.KeyOf(Secret)!;

    [Fact]
    public void The_specifications_example_comes_out() =>
        Assert.Equal(Signature, StandardSignature.Sign(Key, Id, DateTimeOffset.FromUnixTimeSeconds(Timestamp), Body));

    [Theory]
    [InlineData(Signature)]
    [InlineData("v1a,x v1,AAAA v2,nothing " + Signature)]
    public void One_signature_of_several_is_enough(string header) =>
    Assert.True(StandardSignature.IsSigned([Key], Id, Timestamp, Body, header));

    [Fact]
    public void One_key_of_several_is_enough() =>
        Assert.True(StandardSignature.IsSigned([WebhookSecret.KeyOf(WebhookSecret.New())!, Key], Id, Timestamp, Body, Signature));

    [Theory]
    [InlineData("")]
    [InlineData("v1,")]
    [InlineData("v1,not base64")]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA=")]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    public void Anything_else_is_none(string header) => Assert.False(StandardSignature.IsSigned([Key], Id, Timestamp, Body, header));

    [Fact]
    public void Another_id_time_or_byte_is_another_message()
    {
        Assert.False(StandardSignature.IsSigned([Key], Id + "x", Timestamp, Body, Signature));
        Assert.False(StandardSignature.IsSigned([Key], Id, Timestamp + 1, Body, Signature));
        Assert.False(StandardSignature.IsSigned([Key], Id, Timestamp, [.. Body[..^1], (byte)'!'], Signature));
    }

    [Fact]
    public void A_new_secret_is_one_and_no_other_is_like_it()
    {
        Assert.Equal(32, WebhookSecret.KeyOf(WebhookSecret.New())!.Length);
        Assert.NotEqual(WebhookSecret.New(), WebhookSecret.New());
    }

    [Theory]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_!!!!")]
    [InlineData("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void What_is_no_secret_is_none(string text) => Assert.Null(WebhookSecret.KeyOf(text));
}
