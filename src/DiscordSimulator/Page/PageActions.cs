using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.DiscordSimulator.Guilds;
using Atelier.DiscordSimulator.Interactions;
using Atelier.DiscordSimulator.Messages;
using Atelier.DiscordSimulator.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Atelier.DiscordSimulator.Page;

/// <summary>What somebody does on the page, in the name of whom they have chosen to be.</summary>
internal sealed class PageActions(DiscordState state)
{
    private readonly Dictionary<string, Upload> _uploads = [];

    public void Map(WebApplication app)
    {
        app.MapPost("/page/uploads", (Delegate)UploadAsync);
        Map(app, "/page/slash", (hands, body) => hands.Slash(Text(body, "command"), Options(body)));
        Map(app, "/page/complete",
            (hands, body) => hands.Autocomplete(Text(body, "command"), Text(body, "option"), Text(body, "text"), Options(body)));
        Map(app, "/page/press", (hands, body) => hands.Press(Message(body), Text(body, "button")));
        Map(app, "/page/select", (hands, body) => hands.Select(Message(body), Text(body, "button"), Texts(body, "values")));
        Map(app, "/page/menu", (hands, body) => hands.MessageCommand(Text(body, "command"), Message(body)));
        Map(app, "/page/modal", (hands, body) => hands.Submit(Interaction(body), Fields(body)));
        Map(app, "/page/say", (hands, body) =>
        {
            hands.Say(Text(body, "text"), [.. Texts(body, "uploads").Select(Uploaded)]);
            return null;
        });
    }

    private void Map(WebApplication app, string path, Func<Hands, JsonElement, UserInteraction?> act) => app.MapPost(path, (Delegate)(async (HttpContext context) =>
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            lock (state.Gate)
            {
                var hands = new Hands(state, state.Users[Text(body.RootElement, "user")], ChannelOf(body.RootElement));
                return Results.Text(act(hands, body.RootElement) is { } interaction
                    ? PageView.Interaction(interaction).ToJsonString()
                    : "{}", "application/json");
            }
        }
        catch (CannotException exception)
        {
            return Fail(exception.Message);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException)
        {
            return Fail("That is not what this page sends.");
        }
    }));

    private async Task<IResult> UploadAsync(HttpContext context)
    {
        using var content = new MemoryStream();
        await context.Request.Body.CopyToAsync(content, context.RequestAborted);
        var id = Guid.NewGuid().ToString("N");
        lock (state.Gate)
        {
            _uploads[id] =
                new Upload(context.Request.Query["name"].ToString(), context.Request.ContentType ?? "application/octet-stream",
                    content.ToArray());
        }

        return Results.Text(new JsonObject { ["id"] = id }.ToJsonString(), "application/json");
    }

    private static IResult Fail(string message) =>
        Results.Text(
            new JsonObject { ["error"] = message }.ToJsonString(), "application/json", statusCode: StatusCodes.Status400BadRequest);

    private Channel ChannelOf(JsonElement body) => state.Channels[Text(body, "channel")];

    private ChatMessage Message(JsonElement body) =>
        state.Messages.Find(Text(body, "message")) ?? throw new CannotException("That message is not there any more.");

    private UserInteraction Interaction(JsonElement body) =>
        state.Interactions.Find(Text(body, "interaction")) ?? throw new CannotException("No window is open.");

    private Upload Uploaded(string id) => _uploads.GetValueOrDefault(id) ?? throw new CannotException("That file was not uploaded.");

    // A text that the page wraps names what Discord's client would have found: a user, a role, a channel or a file.
    private Dictionary<string, object> Options(JsonElement body) => body.GetProperty("options").EnumerateObject().ToDictionary(option => option.Name, option => option.Value switch
    {
        { ValueKind: JsonValueKind.True or JsonValueKind.False } truth => truth.GetBoolean(),
        { ValueKind: JsonValueKind.Number } number => number.TryGetInt64(out var whole) ? (object)whole : number.GetDouble(),
        { ValueKind: JsonValueKind.Object } named => Named(named),
        var text => (object)text.GetString()!,
    });

    private object Named(JsonElement value) => value.EnumerateObject().Single() switch
    {
        { Name: "user" } user => state.Users[user.Value.GetString()!],
        { Name: "channel" } channel => state.Channels[channel.Value.GetString()!],
        { Name: "role" } role => state.Guilds.SelectMany(guild => guild.Roles).First(each => each.Id == role.Value.GetString()),
        var upload => Uploaded(upload.Value.GetString()!),
    };

    private static (string, string)[] Fields(JsonElement body) =>
        [.. body.GetProperty("values").EnumerateObject().Select(field => (field.Name, field.Value.GetString()!))];

    private static string Text(JsonElement body, string name) => body.GetProperty(name).GetString()!;

    private static string[] Texts(JsonElement body, string name) =>
        [.. body.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];
}
