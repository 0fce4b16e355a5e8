using System.Text.Json;

namespace Atelier.DiscordSimulator.Limits;

/// <summary>An option that takes a value.</summary>
internal static class OptionLimits
{
    private const double MostNumber = 9007199254740992;

    public static void Check(Form option, long type)
    {
        var choices = option.List("choices", 0, ChoiceLimits.Most);
        ChoiceLimits.Check(choices, type);
        var hasText = type == ChoiceLimits.StringOption;
        var hasNumber = type is ChoiceLimits.IntegerOption or ChoiceLimits.NumberOption;
        if (!hasText && !hasNumber && (choices.Count > 0 || option.Truth("autocomplete")))
        {
            option.Add("type", "APPLICATION_COMMAND_OPTIONS_CHOICES_TYPE", "Only texts and numbers have choices or are completed.");
        }

        if (choices.Count > 0 && option.Truth("autocomplete"))
        {
            option.Add("autocomplete", "APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES", "An option is completed or has choices.");
        }

        CheckRange(option, "min_length", "max_length", hasText, 0, 6000);
        CheckRange(option, "min_value", "max_value", hasNumber, -MostNumber, MostNumber);
    }

    private static void CheckRange(Form option, string leastName, string mostName, bool applies, double low, double high)
    {
        var least = Number(option, leastName);
        var most = Number(option, mostName);
        foreach (var (name, value) in new[] { (leastName, least), (mostName, most) })
        {
            if (value is { } number && (!applies || number < low || number > high))
            {
                option.Add(name, "NUMBER_TYPE_RANGE", applies ? $"Must be between {low} and {high}." : "Does not go with this type.");
            }
        }

        if (least > most)
        {
            option.Add(leastName, "NUMBER_TYPE_RANGE", $"Is above {mostName}.");
        }
    }

    private static double? Number(Form option, string name)
    {
        if (!option.Has(name))
        {
            return null;
        }

        if (option.Value.GetProperty(name) is { ValueKind: JsonValueKind.Number } number)
        {
            return number.GetDouble();
        }

        option.Add(name, "NUMBER_TYPE_COERCE", "Value is not a number.");
        return null;
    }
}
