using System.Text.Json;

namespace Atelier.DiscordSimulator.Limits;

/// <summary>Choices of an option: registered, or completed.</summary>
internal static class ChoiceLimits
{
    public const int Most = 25;
    public const int StringOption = 3;
    public const int IntegerOption = 4;
    public const int NumberOption = 10;

    /// <param name="optionType">Of the option that they complete.</param>
    public static void Check(IReadOnlyList<Form> choices, long optionType)
    {
        foreach (var choice in choices)
        {
            choice.Text("name", 1, 100, required: true);
            if (optionType == StringOption)
            {
                choice.Text("value", 1, 100, required: true);
            }
            else if (!choice.Value.TryGetProperty("value", out var value) || value.ValueKind != JsonValueKind.Number)
            {
                choice.Add("value", "NUMBER_TYPE_COERCE", "Value is not a number.");
            }
            else if (optionType == IntegerOption && !value.TryGetInt64(out _))
            {
                choice.Add("value", "NUMBER_TYPE_COERCE", "Value is not an integer.");
            }
        }
    }
}
