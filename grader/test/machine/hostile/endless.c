// never ends
static void hostile(void)
{
    for (;;) {
    }
}
