using Atelier.Plugins;
using Atelier.Support;

namespace Atelier.Abstractions.Tests;

public sealed class PublicApiTests
{
    private static readonly string Reviewed = Path.Combine(Golden.RepositoryRoot, "src", "Abstractions", "PublicAPI.txt");
    private static readonly string Received = Path.Combine(Golden.RepositoryRoot, "artifacts", "PublicAPI.received.txt");

    [Fact]
    public void The_public_api_is_the_reviewed_one()
    {
        var actual = PublicApiText.Of(typeof(IPlugin).Assembly);
        File.WriteAllText(Received, actual);

        var difference = LineDifference.Between(File.Exists(Reviewed) ? File.ReadAllText(Reviewed) : "", actual);

        Assert.True(difference.Length == 0, $"""
            What plugins are promised has changed:
            {difference}
            If that is meant: raise PluginApi.Version (minor for additions, major for all else) and take the new text with
              cp artifacts/PublicAPI.received.txt src/Abstractions/PublicAPI.txt
            """);
    }

    [Fact]
    public void A_member_taken_away_is_shown_under_its_type()
    {
        const string before = "interface A\n    void One()\n    void Two()\ninterface B\n    void Three()\n";
        const string after = "interface A\n    void One()\ninterface B\n    void Three()\n    void Four()\n";

        Assert.Equal("  interface A\n-     void Two()\n  interface B\n+     void Four()\n", LineDifference.Between(before, after));
    }

    [Fact]
    public void A_default_implementation_is_told_from_a_duty()
    {
        var text = PublicApiText.Of(typeof(IPlugin).Assembly);

        Assert.Contains("    default IReadOnlyList<string> Aliases { get; }\n", text);
        Assert.Contains("    string Name { get; }\n", text);
    }
}
