using System.Net.Http.Headers;
using System.Text;
using Atelier.Host.Net;
using Atelier.Host.Texts;
using Atelier.Host.Webhooks.Signing;

namespace Atelier.Host.Webhooks.Out;

/// <summary>
/// Makes one call, as Standard Webhooks 1.0 says. Follows no redirect, and waits neither long nor for a body without end.
/// </summary>
internal sealed class Sender(GuardedClient client, WebhookOptions options, TimeProvider time)
{
    private const int MostRead = 64 << 10;
    private const int MostKept = 1000;

    public async Task<Call> SendAsync(Delivery delivery, Webhook webhook, CancellationToken cancellation)
    {
        var body = Encoding.UTF8.GetBytes(delivery.Body);
        var now = time.GetUtcNow();
        var begun = time.GetTimestamp();
        var attempt = new DeliveryAttempt(delivery.Attempts + 1, now, null, null, TimeSpan.Zero, "");
        using var patience = new CancellationTokenSource(options.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            using var response =
                await client.SendAsync(
                    webhook.Url, to => Request(to, delivery, webhook, body, now), redirects: 0, redirected: null, either.Token);
            var answer = await BeginningAsync(response, either.Token);
            cancellation.ThrowIfCancellationRequested();
            return new Call(
                attempt with { Status = (int)response.StatusCode, Answer = answer, Duration = time.GetElapsedTime(begun) },
                Call.WaitOf(response.Headers.RetryAfter, now));
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested && Reason(exception) is { } reason)
        {
            return new Call(attempt with { Error = reason, Duration = time.GetElapsedTime(begun) }, null);
        }
    }

    private static HttpRequestMessage Request(Uri to, Delivery delivery, Webhook webhook, byte[] body, DateTimeOffset now)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, to) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Atelier", typeof(Sender).Assembly.GetName().Version!.ToString(3)));
        request.Headers.Add(StandardSignature.IdHeader, delivery.Id);
        request.Headers.Add(
            StandardSignature.TimestampHeader, now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add(
            StandardSignature.SignatureHeader,
            string.Join(' ',
                webhook.Secrets(now).Select(secret => StandardSignature.Sign(WebhookSecret.KeyOf(secret)!, delivery.Id, now, body))));
        return request;
    }

    // The status is what counts: what is wrong with the rest of the answer changes nothing.
    private static async Task<string> BeginningAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var bytes = new byte[MostRead];
        var count = 0;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellation);
            while (count < MostRead && await body.ReadAsync(bytes.AsMemory(count), cancellation) is > 0 and var some)
            {
                count += some;
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or OperationCanceledException)
        {
        }

        return OneLine.Of(Encoding.UTF8.GetString(bytes, 0, Math.Min(count, MostKept)), MostKept);
    }

    private string? Reason(Exception exception) => exception switch
    {
        OperationCanceledException => $"no answer in {options.Patience.TotalSeconds:0} s",
        AddressRefusedException => $"blocked: {OneLine.Of(exception.Message)}",
        HttpRequestException or IOException => OneLine.Of(exception.Message),
        _ => null,
    };
}
