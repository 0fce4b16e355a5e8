using Atelier.Host.Configuration;
using Atelier.Host.Serve;

namespace Atelier.Host.Tests.Configuration;

public sealed class SettingTests
{
    private static readonly AtelierOptions Options =
        new OptionsReader("/work-folder", "/program", new Dictionary<string, string>(), []).Read();

    [Fact]
    public void Every_property_of_the_server_can_be_configured()
    {
        var keys = Setting.All.Select(setting => setting.Key);

        Assert.Empty(typeof(ServerOptions).GetProperties()
            .Where(property => property.Name != "EqualityContract")
            .Select(property => $"server.{char.ToLowerInvariant(property.Name[0])}{property.Name[1..]}")
            .Except(keys));
    }

    [Fact]
    public void Every_setting_takes_what_it_says_its_value_is()
    {
        foreach (var setting in Setting.All.Where(setting => setting.Read(Options) is not ("" or Setting.None)))
        {
            var text = setting.Read(Options);

            Assert.Equal(text, setting.Read(setting.Set(Options, text, "/", "test")));
        }
    }

    [Theory]
    [InlineData("server.heartbeat", "20s", "server.heartbeat: 20s is too long; it must be at most half of server.lease, which is 30s")]
    [InlineData("server.waitingPerOwner", "200000", "server.waitingPerOwner: 200000 is more than server.waitingTotal, which is 100000")]
    public void Settings_that_contradict_each_other_are_named(string key, string text, string problem)
    {
        var options = Setting.Require(key, "").Set(Options, text, "/", "test");

        Assert.Equal(problem, Assert.Throws<OptionsException>(() => ServerSettings.Check(options)).Message);
    }
}
