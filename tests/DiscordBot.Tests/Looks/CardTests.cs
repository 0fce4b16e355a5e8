using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Looks;

namespace Atelier.DiscordBot.Tests.Looks;

public sealed class CardTests
{
    [Fact]
    public void However_much_is_put_into_a_card_it_keeps_Discords_limits()
    {
        var card = new Card(new string('t', 500), new string('d', 5000));
        for (var number = 0; number < 60; number++)
        {
            card.With(new string('n', 300), new string('v', 2000));
        }

        var embed = card.Embed();

        Assert.InRange(embed.Title!.Length, 1, 256);
        Assert.InRange(embed.Description!.Length, 1, 4096);
        Assert.InRange(embed.Fields!.Count, 1, 25);
        Assert.All(embed.Fields, field => Assert.True(field is { Name.Length: <= 256, Value.Length: > 0 and <= 1024 }));
        Assert.InRange(
            embed.Title.Length + embed.Description.Length + embed.Fields.Sum(field => field.Name.Length + field.Value.Length), 1, 6000);
        Assert.StartsWith("and ", embed.Fields[^1].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_short_fields_end_with_how_many_there_was_no_room_for()
    {
        var card = new Card("Styles");
        for (var number = 0; number < 40; number++)
        {
            card.With("name", "value");
        }

        Assert.Equal(25, card.Embed().Fields!.Count);
        Assert.Equal("and 16 more", card.Embed().Fields![^1].Value);
    }

    [Fact]
    public void Fields_without_a_value_are_left_out() =>
    Assert.Null(new Card("title").With("name", null).With("other", " ").Embed().Fields);

    [Fact]
    public void A_message_mentions_nobody_and_is_for_the_user_alone()
    {
        var message = new Card("title").Message();
        Assert.Empty(message.AllowedMentions.Parse);
        Assert.Equal(MessageFlags.Ephemeral, message.Flags);
    }
}
