using System.Text.Json.Nodes;
using System.Threading.Channels;
using Atelier.DiscordSimulator.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Atelier.DiscordSimulator.Page;

/// <summary>Everything that happens, told to a page as it happens.</summary>
internal sealed class PageFeed(DiscordState state)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    public void Map(WebApplication app) => app.MapGet("/page/events", context => SendAsync(context, app.Lifetime.ApplicationStopping));

    private async Task SendAsync(HttpContext context, CancellationToken stopping)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var events = Channel.CreateUnbounded<JsonObject>();
        List<IDisposable> listening;
        lock (state.Gate)
        {
            listening = Listen(events.Writer);
        }

        try
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.CacheControl = "no-cache";
            while (true)
            {
                using var pause = CancellationTokenSource.CreateLinkedTokenSource(over.Token);
                pause.CancelAfter(Pause);
                var line = await NextAsync(events.Reader, pause.Token, over.Token);
                await context.Response.WriteAsync(line, over.Token);
                await context.Response.Body.FlushAsync(over.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The page has gone.
        }
        finally
        {
            listening.ForEach(each => each.Dispose());
        }
    }

    private static async Task<string> NextAsync(ChannelReader<JsonObject> events, CancellationToken pause, CancellationToken over)
    {
        try
        {
            return $"data: {(await events.ReadAsync(pause)).ToJsonString()}\n\n";
        }
        catch (OperationCanceledException) when (!over.IsCancellationRequested)
        {
            return ": still here\n\n";
        }
    }

    private List<IDisposable> Listen(ChannelWriter<JsonObject> writer)
    {
        var writes = -1;
        bool? wasConnected = null;
        writer.TryWrite(new JsonObject { ["type"] = "all", ["all"] = PageView.All(state) });
        return
        [
            state.Messages.Listen(change => writer.TryWrite(change.Kind == MessageEventKind.Deleted
                ? new JsonObject { ["type"] = "deleted", ["id"] = change.Message.Id }
                : new JsonObject { ["type"] = "message", ["message"] = PageView.Message(change.Message, state) })),
            state.Interactions.Listen(interaction =>
                writer.TryWrite(new JsonObject { ["type"] = "interaction", ["interaction"] = PageView.Interaction(interaction) })),
            state.Changes.Listen(() =>
            {
                if (writes != state.Commands.Writes || wasConnected != PageView.IsConnected(state))
                {
                    writes = state.Commands.Writes;
                    wasConnected = PageView.IsConnected(state);
                    writer.TryWrite(
                        new JsonObject { ["type"] = "bot", ["connected"] = wasConnected, ["commands"] = PageView.Commands(state) });
                }
            }),
        ];
    }
}
