namespace Atelier.Host.Plugins.Check;

/// <summary>A line of what a check found.</summary>
/// <param name="What">What was looked at: <c>manifest</c>, <c>sampler my_sampler</c>.</param>
/// <param name="Grade"><c>ok</c>, <c>advice</c> or <c>wrong</c>.</param>
/// <param name="Detail">What was found.</param>
internal sealed record CheckFinding(string What, string Grade, string Detail)
{
    public static CheckFinding Ok(string what, string detail) => new(what, "ok", detail);

    public static CheckFinding Advice(string what, string detail) => new(what, "advice", detail);

    public static CheckFinding Wrong(string what, string detail) => new(what, "wrong", detail);
}
