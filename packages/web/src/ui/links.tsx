import { Anchor, type AnchorProps, Button, type ButtonProps, Menu, type MenuItemProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes } from "react";

type Html = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "color" | "style">;

/** Mantine's parts that lead somewhere, with addresses that the router checks. */
export const LinkText = createLink((props: AnchorProps & Html) => <Anchor {...props} component="a" />);
export const LinkButton = createLink((props: ButtonProps & Html) => <Button {...props} component="a" />);
export const LinkItem = createLink((props: MenuItemProps & Html) => <Menu.Item {...props} component="a" />);
