using System.Globalization;
using System.Text.Json.Nodes;
using Atelier.DiscordSimulator.Commands;
using Atelier.DiscordSimulator.Guilds;
using Atelier.DiscordSimulator.Wire;

namespace Atelier.DiscordSimulator.Users;

/// <summary>What somebody typed behind a command, checked as Discord's own client does before anything is sent.</summary>
internal sealed class TypedOptions(DiscordState state, Channel channel)
{
    private const int SubCommand = 1;
    private const int SubCommandGroup = 2;

    /// <summary>What ids among the options stand for.</summary>
    public JsonObject Resolved { get; } = [];

    /// <param name="path">Sub-commands, the outermost first.</param>
    /// <param name="focused">The option that is being typed: nothing is asked of the others.</param>
    /// <exception cref="CannotException">It does not fit.</exception>
    public JsonArray Read(
        IReadOnlyList<JsonObject> definitions, ReadOnlySpan<string> path, IReadOnlyDictionary<string, object> given, string? focused = null)
    {
        if (path.Length > 0)
        {
            var name = path[0];
            var sub = definitions.FirstOrDefault(option => NameOf(option) == name && TypeOf(option) is SubCommand or SubCommandGroup)
                ?? throw new CannotException($"There is no sub-command {name}.");
            var inner = Read(RegisteredCommand.OptionsOf(sub), path[1..], given, focused);
            return [new JsonObject { ["name"] = name, ["type"] = TypeOf(sub), ["options"] = inner }];
        }

        if (definitions.FirstOrDefault(option => TypeOf(option) is SubCommand or SubCommandGroup) is { } missing)
        {
            throw new CannotException($"A sub-command is missing, such as {NameOf(missing)}.");
        }

        foreach (var name in given.Keys.Where(name => definitions.All(option => NameOf(option) != name)))
        {
            throw new CannotException($"There is no option {name}.");
        }

        var options = new JsonArray();
        foreach (var definition in definitions)
        {
            if (given.TryGetValue(NameOf(definition), out var value))
            {
                options.Add(One(definition, value, NameOf(definition) == focused));
            }
            else if (focused is null && definition["required"]?.GetValue<bool>() == true)
            {
                throw new CannotException($"The option {NameOf(definition)} is missing.");
            }
        }

        return options;
    }

    private JsonObject One(JsonObject definition, object value, bool isFocused)
    {
        var option = new JsonObject { ["name"] = NameOf(definition), ["type"] = TypeOf(definition) };
        option["value"] = isFocused ? JsonValue.Create(Convert.ToString(value, CultureInfo.InvariantCulture)) : ValueOf(definition, value);
        if (isFocused)
        {
            option["focused"] = true;
        }
        else
        {
            TypedValue.Check(definition, option["value"]!);
        }

        return option;
    }

    private JsonValue ValueOf(JsonObject definition, object value) => (TypeOf(definition), value) switch
    {
        (3, string text) => JsonValue.Create(text),
        (4, int or long) => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        (5, bool truth) => JsonValue.Create(truth),
        (6, ChatUser user) => Resolve("users", user.Id, UserJson.Of(user)),
        (7, Channel named) => Resolve("channels", named.Id, ChannelJson.Of(named)),
        (8, Role role) => Resolve("roles", role.Id, GuildJson.RoleJson(role)),
        (10, int or long or double) => JsonValue.Create(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        (11, Upload upload) => Resolve(upload),
        _ => throw new CannotException($"{value} is nothing that the option {NameOf(definition)} takes."),
    };

    private JsonValue Resolve(Upload upload)
    {
        if (upload.Content.Length > state.Options.FileLimit)
        {
            throw new CannotException($"{upload.Name} is larger than {state.Options.FileLimit} bytes.");
        }

        var file = state.Files.Add(state.Ids.Next(), channel.Id, upload.Name, upload.ContentType, upload.Content, null);
        return Resolve("attachments", file.Id, MessageJson.Attachment(file, state.Address, isEphemeral: true));
    }

    private JsonValue Resolve(string kind, string id, JsonObject json)
    {
        Resolved[kind] ??= new JsonObject();
        Resolved[kind]![id] = json;
        return JsonValue.Create(id);
    }

    private static string NameOf(JsonObject option) => option["name"]!.GetValue<string>();

    private static int TypeOf(JsonObject option) => option["type"]!.GetValue<int>();
}
