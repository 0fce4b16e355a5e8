using System.Text.Json.Nodes;
using Atelier.DiscordSimulator.Interactions;

namespace Atelier.DiscordSimulator.Users;

/// <summary>A window as it is sent back.</summary>
internal static class ModalJson
{
    private const int ActionRow = 1;
    private const int TextInput = 4;
    private const int Label = 18;

    /// <exception cref="CannotException">A field is empty that must not be, or too long.</exception>
    public static JsonObject Filled(OpenModal modal, Dictionary<string, string> values)
    {
        if (values.Keys.FirstOrDefault(name => modal.Fields.All(field => field.CustomId != name)) is { } unknown)
        {
            throw new CannotException($"The window has no field {unknown}.");
        }

        var id = 0;
        var components = new JsonArray();
        foreach (var field in modal.Fields)
        {
            var value = values.GetValueOrDefault(field.CustomId, field.Value);
            Check(field, value);
            var outer = ++id;
            var input = new JsonObject { ["type"] = TextInput, ["id"] = ++id, ["custom_id"] = field.CustomId, ["value"] = value };
            components.Add(field.IsInLabel
                ? new JsonObject { ["type"] = Label, ["id"] = outer, ["component"] = input }
                : new JsonObject { ["type"] = ActionRow, ["id"] = outer, ["components"] = new JsonArray(input) });
        }

        return new JsonObject { ["custom_id"] = modal.CustomId, ["components"] = components };
    }

    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static void Check(ModalField field, string value)
    {
        var length = value.EnumerateRunes().Count();
        if (field.IsRequired && length == 0)
        {
            throw new CannotException($"{field.Label} must not be empty.");
        }

        if (length > field.MostCharacters || (length > 0 && length < field.LeastCharacters))
        {
            throw new CannotException($"{field.Label} takes {field.LeastCharacters} to {field.MostCharacters} characters, not {length}.");
        }
    }
}
