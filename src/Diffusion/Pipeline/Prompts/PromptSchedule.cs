using System.Text;

namespace Atelier.Diffusion.Pipeline.Prompts;

/// <summary>
/// AUTOMATIC1111's prompt editing: <c>[from:to:when]</c>, <c>[to:when]</c>, <c>[from::when]</c> and alternation <c>[a|b]</c>, nested at
/// will. With a decimal point, <c>when</c> is a share of the steps, without one a step (<c>modules/prompt_parser.py</c> of version 1.10,
/// <c>get_learned_conditioning_prompt_schedules</c>). A prompt that the grammar does not cover is taken as it stands.
/// </summary>
internal static class PromptSchedule
{
    /// <summary>Reads a prompt's schedule.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="steps">At least 1.</param>
    /// <returns>At least one text; each with the step, counted from 1, up to which it holds. The last one is
    /// <paramref name="steps"/>.</returns>
    public static IReadOnlyList<ScheduledText> Parse(string text, int steps)
    {
        if (ScheduleParser.Parse(text) is not { } nodes)
        {
            return [new ScheduledText(steps, text)];
        }

        var ends = new SortedSet<int> { steps };
        foreach (var node in nodes)
        {
            node.AddEnds(steps, ends);
        }

        return [.. ends.Select(end => new ScheduledText(end, TextAt(nodes, end, steps)))];
    }

    private static string TextAt(IReadOnlyList<ScheduleNode> nodes, int step, int steps)
    {
        var text = new StringBuilder();
        foreach (var node in nodes)
        {
            node.Append(text, step, steps);
        }

        return text.ToString();
    }
}

/// <summary>A prompt for a part of the steps.</summary>
/// <param name="EndStep">The last step, counted from 1, that it is for.</param>
/// <param name="Text">The prompt.</param>
internal readonly record struct ScheduledText(int EndStep, string Text);
