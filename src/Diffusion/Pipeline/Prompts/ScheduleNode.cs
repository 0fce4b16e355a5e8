using System.Text;

namespace Atelier.Diffusion.Pipeline.Prompts;

/// <summary>A part of a prompt whose text depends on the step.</summary>
internal abstract record ScheduleNode
{
    /// <summary>Adds the steps, counted from 1, at whose end the text may change.</summary>
    public abstract void AddEnds(int steps, SortedSet<int> ends);

    /// <summary>Appends the text of a step, counted from 1.</summary>
    public abstract void Append(StringBuilder text, int step, int steps);
}

/// <summary>The same at each step.</summary>
internal sealed record PlainText(string Text) : ScheduleNode
{
    public override void AddEnds(int steps, SortedSet<int> ends)
    {
    }

    public override void Append(StringBuilder text, int step, int steps) => text.Append(Text);
}

/// <summary>Parts one after another.</summary>
internal sealed record Sequence(IReadOnlyList<ScheduleNode> Parts) : ScheduleNode
{
    public override void AddEnds(int steps, SortedSet<int> ends)
    {
        foreach (var part in Parts)
        {
            part.AddEnds(steps, ends);
        }
    }

    public override void Append(StringBuilder text, int step, int steps)
    {
        foreach (var part in Parts)
        {
            part.Append(text, step, steps);
        }
    }
}

/// <summary><c>[before:after:when]</c>; when is a step, or a share of the steps.</summary>
internal sealed record Change(ScheduleNode Before, ScheduleNode After, double When, bool IsShare) : ScheduleNode
{
    public override void AddEnds(int steps, SortedSet<int> ends)
    {
        Before.AddEnds(steps, ends);
        After.AddEnds(steps, ends);
        if (End(steps) >= 1)
        {
            ends.Add(End(steps));
        }
    }

    public override void Append(StringBuilder text, int step, int steps) => (step <= End(steps) ? Before : After).Append(text, step, steps);

    private int End(int steps) => (int)Math.Clamp(IsShare ? When * steps : When, -1, steps);
}

/// <summary><c>[a|b|c]</c>: the next one at each step.</summary>
internal sealed record Alternation(IReadOnlyList<ScheduleNode> Options) : ScheduleNode
{
    public override void AddEnds(int steps, SortedSet<int> ends) => ends.UnionWith(Enumerable.Range(1, steps));

    public override void Append(StringBuilder text, int step, int steps) => Options[(step - 1) % Options.Count].Append(text, step, steps);
}
