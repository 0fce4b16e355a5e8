using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Api.Native;

public sealed class ModelFileTests
{
    [Theory]
    [InlineData("loras", "blueprint")]
    [InlineData("embeddings", "aurora-cabin")]
    [InlineData("controlnets", "starter-canny")]
    public async Task What_ships_beside_the_model_is_listed_and_can_be_used(string kind, string name)
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync(Role.Viewer);

        var files = await client.GetAsync($"/api/v1/{kind}").JsonAsync();

        var file = Assert.Single(files.EnumerateArray(), file => file.GetProperty("name").GetString() == name);
        Assert.False(file.TryGetProperty("problem", out _));
    }

    [Fact]
    public async Task Where_there_are_no_autoencoders_their_list_is_empty()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync(Role.Viewer);

        Assert.Equal(0, (await client.GetAsync("/api/v1/vaes").JsonAsync()).GetArrayLength());
    }
}
