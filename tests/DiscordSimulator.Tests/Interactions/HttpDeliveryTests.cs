using System.Net;
using System.Text;
using System.Text.Json;
using Atelier.DiscordSimulator.Interactions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Atelier.DiscordSimulator.Tests.Interactions;

public sealed class HttpDeliveryTests
{
    [Fact]
    public async Task An_address_that_looks_at_signatures_is_believed_and_gets_interactions()
    {
        await using var meeting = await Meeting.BeginAsync();
        await using var bot = await BeginAsync(meeting, looks: true);

        await meeting.Discord.SetEndpointAsync(new Uri(bot.Urls.Single()));
        var draw = meeting.Anna.Slash("draw");

        Assert.Equal("hello", (await draw.MessageAsync()).Content);
        Faithful.AssertSound(meeting.Discord);
    }

    [Fact]
    public async Task An_address_that_believes_anything_is_refused()
    {
        await using var meeting = await Meeting.BeginAsync();
        await using var bot = await BeginAsync(meeting, looks: false);

        var refused =
            await Assert.ThrowsAsync<InvalidOperationException>(() => meeting.Discord.SetEndpointAsync(new Uri(bot.Urls.Single())));
        var reply = await meeting.Bot.CallAsync("PATCH", "/applications/@me", new { interactions_endpoint_url = bot.Urls.Single() });

        Assert.Contains("a bad signature got 200 instead of 401", refused.Message, StringComparison.Ordinal);
        Assert.Equal((400, 50035), (reply.Status, reply.Code));
    }

    // A bot that knows by signing it anew whether a signature is right, and answers where it is asked.
    private static async Task<WebApplication> BeginAsync(Meeting meeting, bool looks)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var (timestamp, signature) = (context.Request.Headers["X-Signature-Timestamp"].ToString(),
                context.Request.Headers["X-Signature-Ed25519"].ToString());
            if (looks && signature != meeting.Discord.State.Application.Key.Sign(
                [.. Encoding.ASCII.GetBytes(timestamp), .. body.ToArray()]))
            {
                return Results.StatusCode((int)HttpStatusCode.Unauthorized);
            }

            var type = JsonDocument.Parse(body.ToArray()).RootElement.GetProperty("type").GetInt32();
            return type == (int)InteractionKind.Ping
                ? Results.Json(new { type = 1 })
                : Results.Json(new { type = 4, data = new { content = "hello", allowed_mentions = Meeting.Nobody } });
        });
        await app.StartAsync();
        return app;
    }
}
