using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Atelier.Support.Publishing;

/// <summary>
/// An S3-compatible store with one bucket. It reckons each request's signature itself, from what came over the wire, and refuses what does
/// not match, what is not signed, what is too old, and a body that is not the one that was signed.
/// </summary>
public sealed class S3Store : PutServer
{
    public const string AccessKey = "AKIDEXAMPLE";
    public const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    public const string Region = "eu-central-1";

    private static readonly string[] MustBeSigned = ["host", "x-amz-content-sha256", "x-amz-date"];

    private S3Store(WebApplication app)
        : base(app)
    {
    }

    /// <summary>The store's clock.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    public static new Task<S3Store> StartAsync() => StartAsync(app => new S3Store(app));

    protected override (int Status, string Body)? Refuse(HttpContext context, byte[] body)
    {
        var headers = context.Request.Headers;
        if (Parse(headers.Authorization.ToString()) is not { } given)
        {
            return Error(403, "AccessDenied", "Access Denied");
        }

        if (given.Credential[0] != AccessKey)
        {
            return Error(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
        }

        if (!DateTimeOffset.TryParseExact(
                headers["x-amz-date"], "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            || (Time.GetUtcNow() - date).Duration() > TimeSpan.FromMinutes(15))
        {
            return Error(403, "RequestTimeTooSkewed", "The difference between the request time and the current time is too large.");
        }

        var unsigned =
            MustBeSigned.Concat(
                headers.Keys.Select(name => name.ToLowerInvariant()).Where(name => name.StartsWith("x-amz-", StringComparison.Ordinal)))
            .Any(name => !given.SignedHeaders.Contains(name));
        return unsigned || given.Signature != SignatureOf(context.Request, given)
            ? Error(403, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.")
            : headers["x-amz-content-sha256"] != Convert.ToHexStringLower(SHA256.HashData(body))
                ? Error(400, "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.")
            : context.Request.Headers["x-amz-security-token"] is [var token] && token != "session"
                ? Error(400, "InvalidToken", "The provided token is malformed.")
            : null;
    }

    private static string SignatureOf(HttpRequest request, Given given)
    {
        var canonical = new StringBuilder($"{request.Method}\n{request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget}\n\n");
        foreach (var name in given.SignedHeaders)
        {
            canonical.Append(CultureInfo.InvariantCulture, $"{name}:{request.Headers[name].ToString().Trim()}\n");
        }

        canonical.Append(
            CultureInfo.InvariantCulture, $"\n{string.Join(';', given.SignedHeaders)}\n{request.Headers["x-amz-content-sha256"]}");
        var toSign = $"AWS4-HMAC-SHA256\n{request.Headers["x-amz-date"]}\n{string.Join('/', given.Credential[1..])}\n"
            + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString())));
        var dateKey = Hmac(Encoding.UTF8.GetBytes($"AWS4{SecretKey}"), request.Headers["x-amz-date"].ToString()[..8]);
        var signingKey = Hmac(Hmac(Hmac(dateKey, Region), "s3"), "aws4_request");
        return Convert.ToHexStringLower(Hmac(signingKey, toSign));
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static Given? Parse(string authorization)
    {
        const string algorithm = "AWS4-HMAC-SHA256 ";
        if (!authorization.StartsWith(algorithm, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = authorization[algorithm.Length..].Split(',').Select(part => part.Trim().Split('=', 2))
            .ToDictionary(part => part[0], part => part[1]);
        var credential = parts["Credential"].Split('/');
        return credential is [_, _, Region, "s3", "aws4_request"]
            ? new Given(credential, parts["SignedHeaders"].Split(';'), parts["Signature"])
            : null;
    }

    private static (int Status, string Body) Error(int status, string code, string message) =>
        (status, $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>{message}</Message><AWSAccessKeyId>{AccessKey}</AWSAccessKeyId></Error>");

    private sealed record Given(string[] Credential, string[] SignedHeaders, string Signature);
}
