using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Atelier.Host.Plugins.Options;

namespace Atelier.Host.Tests.Plugins.Options;

public sealed class SecretOptionsTests
{
    [Fact]
    public void A_mask_stands_in_the_place_of_secrets_however_deep_and_the_plugin_has_them()
    {
        var (declared, values) =
            OptionsBinder.Bind<Outer>("""{ "name": "shown", "token": "hidden-1", "inner": { "key": "hidden-2" }, "keys": ["hidden-3"] }""");

        Assert.DoesNotContain("hidden", declared.Values + declared.Schema);
        Assert.Equal(
            (SecretOptions.Mask, SecretOptions.Mask, "shown"), (Of(declared, "token"), Of(declared, "inner", "key"), Of(declared, "name")));
        Assert.Equal(SecretOptions.Mask, Of(declared, "keys"));
        Assert.Equal(("hidden-1", "hidden-2", "hidden-3"), (values.Token, values.Inner.Key, values.Keys.Single()));
        Assert.True(declared.Changed);
    }

    [Fact]
    public void A_secret_that_does_not_fit_is_refused_without_being_said()
    {
        var wrong = Assert.Throws<PluginOptionException>(() => OptionsBinder.Bind<Outer>("""{ "pin": 4711 }"""));

        Assert.Equal(("pin", "it is not possible; it must be from 0 to 999"), (wrong.Field, wrong.Problem));
    }

    [Theory]
    [InlineData("")]
    [InlineData("env:DISCORD_TOKEN")]
    public void What_is_empty_or_names_a_variable_is_no_secret(string token)
    {
        var (declared, _) = OptionsBinder.Bind<Outer>($$"""{ "token": "{{token}}" }""");

        Assert.Equal(token, Of(declared, "token"));
    }

    [Theory]
    [InlineData("""{"name":"new","token":"••••••••","inner":{"key":"••••••••"}}""", """{"token":"a","inner":{"key":"b"}}""",
        """{"name":"new","token":"a","inner":{"key":"b"}}""")]
    [InlineData("""{"token":"••••••••"}""", null, "{}")]
    [InlineData("""{"token":"other"}""", """{"token":"a"}""", """{"token":"other"}""")]
    [InlineData("{", """{"token":"a"}""", "{")]
    [InlineData("""{"token":"••••••••"}""", "damaged", "{}")]
    public void Who_puts_the_mask_back_keeps_what_was(string given, string? kept, string expected) =>
        Assert.Equal(expected, SecretOptions.Restore(given, kept));

    private static string? Of(DeclaredOptions declared, params string[] path) =>
        path.Aggregate(JsonNode.Parse(declared.Values), (node, name) => node?[name])?.ToString();

    private sealed class Outer
    {
        public string Name { get; set; } = "";

        [PasswordPropertyText(true)]
        public string Token { get; set; } = "";

        [PasswordPropertyText(true)]
        [Range(0, 999)]
        public int Pin { get; set; }

        public Inner Inner { get; set; } = new();

        [PasswordPropertyText(true)]
        public IReadOnlyList<string> Keys { get; set; } = [];
    }

    private sealed class Inner
    {
        [PasswordPropertyText(true)]
        public string Key { get; set; } = "";
    }
}
