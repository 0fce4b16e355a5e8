using System.Text.Json;
using System.Text.RegularExpressions;

namespace Atelier.DiscordSimulator.Limits;

/// <summary>A command that is registered.</summary>
internal static partial class CommandLimits
{
    private const int Slash = 1;
    private const int MostOptions = 25;
    private const int MostCharacters = 8000;
    private const int SubCommand = 1;
    private const int SubCommandGroup = 2;

    /// <param name="isChange">Whether it changes one that is there: what it does not say stays.</param>
    public static void Check(Form command, bool isChange)
    {
        var type = command.Whole("type", 1, 3) ?? Slash;
        CheckName(command, type == Slash, !isChange);
        if (type == Slash)
        {
            command.Text("description", 1, 100, required: !isChange);
            CheckOptions(command, depth: 0);
            if (Characters(command.Value) > MostCharacters)
            {
                command.Add("", "APPLICATION_COMMAND_TOO_LARGE", $"Command exceeds maximum size ({MostCharacters}).");
            }
        }
        else if (command.Text("description", 0, 100) is { Length: > 0 } || command.List("options", 0, MostOptions).Count > 0)
        {
            command.Add("description", "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION",
                "Context menu commands have neither a description nor options.");
        }

        command.Truth("nsfw");
        CheckPermissions(command);
    }

    private static void CheckPermissions(Form command)
    {
        if (!command.Has("default_member_permissions"))
        {
            return;
        }

        var given = command.Value.GetProperty("default_member_permissions");
        var text = given.ValueKind == JsonValueKind.String ? given.GetString()! : given.GetRawText();
        if (!ulong.TryParse(text, out _))
        {
            command.Add("default_member_permissions", "NUMBER_TYPE_COERCE", $"Value \"{text}\" is not a bit set.");
        }
    }

    private static void CheckName(Form form, bool isSlash, bool required)
    {
        if (form.Text("name", 1, 32, required) is not { } name || !isSlash)
        {
            return;
        }

        if (!Name().IsMatch(name) || name != name.ToLowerInvariant())
        {
            form.Add("name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
        }
    }

    private static void CheckOptions(Form parent, int depth)
    {
        var names = new HashSet<string>();
        var optionalSeen = false;
        var kinds = new HashSet<bool>();
        foreach (var option in parent.List("options", 0, MostOptions))
        {
            var type = option.Whole("type", 1, 11, required: true) ?? 0;
            CheckName(option, isSlash: true, required: true);
            option.Text("description", 1, 100, required: true);
            if (option.Text("name", 0, int.MaxValue) is { } name && !names.Add(name))
            {
                option.Add("name", "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Two options have this name.");
            }

            var isSub = type is SubCommand or SubCommandGroup;
            kinds.Add(isSub);
            if (isSub)
            {
                CheckSub(option, type, depth);
                continue;
            }

            var required = option.Truth("required");
            if (required && optionalSeen)
            {
                option.Add("required", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                    "Required options must be placed before non-required options");
            }

            optionalSeen |= !required;
            OptionLimits.Check(option, type);
        }

        if (kinds.Count > 1)
        {
            parent.Add("options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
                "Sub-commands and other options do not stand beside each other.");
        }
    }

    private static void CheckSub(Form option, long type, int depth)
    {
        if (depth > 1 || (depth == 1 && type == SubCommandGroup))
        {
            option.Add("type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-commands nest once, in a group.");
            return;
        }

        CheckOptions(option, depth + 1);
    }

    // Names, descriptions and values of the command, its options and their choices.
    private static int Characters(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Sum(property =>
            property.Name is "name" or "description" or "value" && property.Value.ValueKind == JsonValueKind.String
                ? Form.LengthOf(property.Value.GetString()!)
            : property.Name is "options" or "choices" ? Characters(property.Value) : 0),
        JsonValueKind.Array => value.EnumerateArray().Sum(Characters),
        _ => 0,
    };

    // .NET has no scripts in its patterns: Devanagari and Thai by their blocks.
    [GeneratedRegex(@"^[-_'\p{L}\p{N}\u0900-\u097F\u0E00-\u0E7F]{1,32}$")]
    private static partial Regex Name();
}
