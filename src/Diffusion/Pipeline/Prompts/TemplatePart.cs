namespace Atelier.Diffusion.Pipeline.Prompts;

/// <summary>A part of a prompt before chance has decided.</summary>
internal abstract record TemplatePart;

/// <summary>Text that stays as it is.</summary>
internal sealed record TemplateText(string Text) : TemplatePart;

/// <summary><c>__name__</c>.</summary>
internal sealed record TemplateWildcard(string Name) : TemplatePart;

/// <summary><c>{a|b}</c>.</summary>
/// <param name="Options">At least one.</param>
/// <param name="Least">How many are taken at the least.</param>
/// <param name="Most">How many are taken at the most; never more than there are.</param>
/// <param name="Separator">What stands between them.</param>
internal sealed record TemplateChoice(IReadOnlyList<TemplateOption> Options, int Least, int Most, string Separator) : TemplatePart
{
    /// <summary>Takes options, each at most once, likelier ones more often first.</summary>
    public IEnumerable<TemplateOption> Draw(SeededChoice random)
    {
        var left = Options.ToList();
        var count = Math.Min(Least == Most ? Least : Least + random.Below(Most - Least + 1), left.Count);
        for (; count > 0; count--)
        {
            var at = DrawOne(left, random);
            yield return left[at];
            left.RemoveAt(at);
        }
    }

    private static int DrawOne(List<TemplateOption> options, SeededChoice random)
    {
        var target = random.Fraction() * options.Sum(option => option.Weight);
        var at = 0;
        while (at < options.Count - 1 && (target -= options[at].Weight) >= 0)
        {
            at++;
        }

        return at;
    }
}

/// <summary>An option of a choice.</summary>
/// <param name="Parts">What it stands for.</param>
/// <param name="Weight">How likely it is against the others; at least 0.</param>
internal sealed record TemplateOption(IReadOnlyList<TemplatePart> Parts, double Weight);
