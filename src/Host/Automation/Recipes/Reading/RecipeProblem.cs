namespace Atelier.Host.Automation.Recipes.Reading;

/// <summary>Something that is wrong with a recipe.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Field">As <c>generate.variants[0].steps</c>; empty where the text is neither YAML nor JSON.</param>
/// <param name="Message">One line: what is wrong and what would be right.</param>
internal sealed record RecipeProblem(int Line, int Column, string Field, string Message)
{
    public override string ToString() => $"{Line}:{Column}: {(Field.Length > 0 ? $"{Field}: " : "")}{Message}";
}
